package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.Configuration;

class ModelDirectoryTest {

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void nameTheDirectory() {
    directory = parent.resolve("en-de");
  }

  @Test
  void whatWasSavedIsOpened() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory model = ModelDirectory.open(directory);
    assertEquals(
        Configuration.defaults().withTraining(Configuration.defaults().training().withSeed(1)),
        model.configuration());
    assertEquals(Map.of("bleu", 21.0), model.scores());
    assertEquals(new SampleModel(1).contents().provenance(), model.provenance());
    assertArrayEquals(
        new SampleModel(1).embedding(), model.weights(SampleModel.SPECS).get("embedding"));
    assertEquals(directory, model.path());
  }

  @Test
  void firstSaveGivesThePlainNamesAndNothingElse() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    assertEquals(
        List.of(
            "",
            "config.json",
            "manifest.json",
            "provenance.json",
            "text",
            "text/codes",
            "text/codes/bpe.codes",
            "text/vocabulary.txt",
            "weights.safetensors"),
        SampleModel.tree(directory));
    assertEquals(List.of("", "en-de"), SampleModel.tree(parent).subList(0, 2));
  }

  @Test
  void laterSaveReplacesEveryFileByOneWithItsHashInTheName() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory.save(directory, new SampleModel(2).contents());
    assertEquals(2, SampleModel.numberIn(directory));
    List<String> names =
        SampleModel.tree(directory).stream()
            .map(name -> name.replaceAll("-[0-9a-f]{12}", "-HASH"))
            .toList();
    assertEquals(
        List.of(
            "",
            "config-HASH.json",
            "manifest.json",
            "provenance-HASH.json",
            "text-HASH",
            "text-HASH/codes",
            "text-HASH/codes/bpe.codes",
            "text-HASH/vocabulary.txt",
            "weights-HASH.safetensors"),
        names);
  }

  @Test
  void savingTheSameAgainChangesNothing() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory.save(directory, new SampleModel(2).contents());
    List<String> before = SampleModel.tree(directory);
    ModelDirectory.save(directory, new SampleModel(2).contents());
    assertEquals(before, SampleModel.tree(directory));
    assertEquals(2, SampleModel.numberIn(directory));
  }

  @Test
  void snapshotsAreNeitherReadNorRemoved() throws IOException {
    Path snapshot = ModelDirectory.trainingFolder(directory).resolve("snapshot-7.bin");
    Files.createDirectories(snapshot.getParent());
    Files.writeString(snapshot, "no snapshot");
    assertFalse(ModelDirectory.isPresent(directory));
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory.save(directory, new SampleModel(2).contents());
    assertTrue(ModelDirectory.isPresent(directory));
    assertEquals(2, SampleModel.numberIn(directory));
    assertEquals("no snapshot", Files.readString(snapshot));
  }

  @Test
  void directoryOfSnapshotsOnlySaysHowToGoOn() throws IOException {
    Files.createDirectories(ModelDirectory.trainingFolder(directory));
    assertEquals(
        directory
            + ": has no manifest.json; it holds an unfinished training only: resume it with"
            + " --resume",
        damage());
  }

  @Test
  void missingDirectoryAndFileInItsPlaceAreNamed() throws IOException {
    assertEquals(
        directory
            + ": does not exist; expected: a model directory, as \"truchman train\" writes it",
        damage());
    Files.createFile(directory);
    assertTrue(damage().startsWith(directory + ": no directory; expected: "));
  }

  @Test
  void emptyDirectoryIsNoModelButMayBecomeOne() throws IOException {
    Files.createDirectory(directory);
    assertTrue(damage().startsWith(directory + ": has no manifest.json; "));
    ModelDirectory.save(directory, new SampleModel(3).contents());
    assertEquals(3, SampleModel.numberIn(directory));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config.json", "provenance.json", "weights.safetensors", "text/vocabulary.txt"})
  void missingAndShorterFilesAreNamed(String name) throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Path file = directory.resolve(name);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 1));
    assertEquals(
        "%s: has %d bytes; expected: %d; the model directory is damaged: fetch or train the model again"
            .formatted(file, content.length - 1, content.length),
        damage());
    Files.delete(file);
    assertTrue(damage().startsWith(file + ": is missing; "), damage());
  }

  @Test
  void unlistedFilesAreIgnoredButNotBesideTheText() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Files.writeString(directory.resolve("notes.txt"), "mine");
    Files.writeString(directory.resolve(".weights.safetensors.0123abcd.part"), "half");
    assertEquals(1, SampleModel.numberIn(directory));
    Path file = directory.resolve("text/codes/more.codes");
    Files.writeString(file, "a b");
    assertEquals(file + ": is not listed in the manifest; remove it", damage());
  }

  @Test
  void symbolicLinkIsNotFollowed() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Path file = directory.resolve("text");
    Files.move(file, parent.resolve("elsewhere"));
    Files.createSymbolicLink(file, parent.resolve("elsewhere"));
    assertTrue(damage().startsWith(file + ": is a symbolic link; allowed: regular files"));
  }

  @Test
  void otherFormatVersionNamesBothVersions() throws IOException {
    changeManifest("\"formatVersion\": 1", "\"formatVersion\": 12");
    assertEquals(
        directory.resolve("manifest.json")
            + ": the model has format version 12; this Truchman reads version 1: use the Truchman"
            + " that wrote it, or fetch or train the model again",
        damage());
    ModelContents contents = new SampleModel(2).contents();
    assertThrows(ModelFormatException.class, () -> ModelDirectory.save(directory, contents));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.json | ../config.json | path \"../config.json\"; allowed: letters, digits,",
        "config.json | /etc/config.json | path \"/etc/config.json\"; allowed: letters, digits,",
        "config.json | C:config.json | path \"C:config.json\"; allowed: letters, digits,",
        "config.json | text\\\\config.json | path \"text\\config.json\"; allowed: letters, digits,",
        "text/codes/ | text/../ | path \"text/../bpe.codes\"; allowed: letters, digits,",
        "text/codes/ | text//codes/ | path \"text//codes/bpe.codes\"; allowed: letters, digits,",
        "text/codes/ | other/codes/ | text files are in several folders; allowed: one",
        "text/codes/bpe.codes | bpe.codes | path \"bpe.codes\" of role text; allowed: a folder",
        "config.json | text/config.json | path \"text/config.json\" of role config; allowed: a",
        "provenance.json | Config.json | \"Config.json\" is listed twice",
        "\"role\": \"config\" | \"role\": \"weights\" | 0 files have the role config; allowed: 1",
        "\"role\": \"config\" | \"role\": \"script\" | role \"script\"; allowed: config,"
            + " provenance",
        "\"role\": \"config\" | \"kind\": \"config\" | a file's keys are not role, path, size and",
        "\"size\": | \"size\": 1. | malformed JSON",
        "\"size\": | \"size\": \"a\", \"kind\": | a file's keys are not role, path, size and"
            + " sha256",
        "\"format\": | \"comment\": 1, \"format\": | its keys are not format, formatVersion, files",
        "truchman-model | other-model | its format is no truchman-model",
        "\"formatVersion\": 1 | \"formatVersion\": \"1\" | its formatVersion is no whole number",
      })
  void manifestThatIsSealedButWrongIsRefused(String from, String to, String message)
      throws IOException {
    changeManifest(from, to);
    String damage = damage();
    assertTrue(damage.contains(message), damage);
    assertTrue(damage.startsWith(directory.resolve("manifest.json") + ": "), damage);
  }

  @Test
  void manifestThatIsNotSealedIsRefused() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Path file = directory.resolve("manifest.json");
    String manifest = Files.readString(file);
    Files.writeString(file, manifest.replaceFirst("\"size\": (\\d)", "\"size\": 9$1"));
    assertTrue(damage().contains(": its own sha256 is "), damage());
    Files.writeString(file, manifest + " ");
    assertTrue(damage().contains(": it does not end with its own sha256; "), damage());
    Files.writeString(file, manifest.substring(0, 100));
    assertTrue(damage().contains(": the JSON ends too early"), damage());
  }

  @Test
  void configurationThatIsNotAllowedIsRefusedWithItsKey() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Path file = directory.resolve("config.json");
    byte[] old = Files.readAllBytes(file);
    String changed = Files.readString(file).replace("\"hiddenSize\"", "\"hidenSize\"");
    Files.writeString(file, changed);
    relist(old, Files.readAllBytes(file));
    String damage = damage();
    assertTrue(damage.contains("did you mean \"model.hiddenSize\"?"), damage);
  }

  @Test
  void weightsThatTheCallerDoesNotDemandAreRefused() {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory model = ModelDirectory.open(directory);
    String message =
        assertThrows(
                ModelFormatException.class,
                () -> model.weights(List.of(TensorSpec.of("embedding", 61, 37))))
            .getMessage();
    assertTrue(message.contains("has the tensor \"bias\""), message);
  }

  @Test
  void weightsThatChangeAfterOpeningAreRefused() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory model = ModelDirectory.open(directory);
    Path file = directory.resolve("weights.safetensors");
    byte[] content = Files.readAllBytes(file);
    content[content.length - 4] ^= 1;
    Files.write(file, content);
    String message =
        assertThrows(ModelFormatException.class, () -> model.weights(SampleModel.SPECS))
            .getMessage();
    assertTrue(message.startsWith(file + ": has the SHA-256 "), message);
  }

  @Test
  void folderOfSomebodyElseIsLeftAlone() throws IOException {
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("config.json"), "{}");
    ModelContents contents = new SampleModel(1).contents();
    assertEquals(
        directory + ": holds no model, but \"config.json\"; choose a new path for the model",
        assertThrows(IllegalArgumentException.class, () -> ModelDirectory.save(directory, contents))
            .getMessage());
    assertEquals(List.of("", "config.json"), SampleModel.tree(directory));
    Files.delete(directory.resolve("config.json"));
    Files.writeString(directory.resolve("manifest.json"), "{\"name\": \"web app\"}");
    assertThrows(ModelFormatException.class, () -> ModelDirectory.save(directory, contents));
    assertEquals(List.of("", "manifest.json"), SampleModel.tree(directory));
    Path file = parent.resolve("file");
    Files.createFile(file);
    assertEquals(
        file + ": is no directory; choose another path for the model",
        assertThrows(IllegalArgumentException.class, () -> ModelDirectory.save(file, contents))
            .getMessage());
  }

  @Test
  void leftoversOfAKilledSaveAreRemovedByTheNext() throws IOException {
    Files.createDirectories(parent.resolve(".en-de.0123abcd.part/text"));
    Files.writeString(parent.resolve(".en-de.0123abcd.part/text/vocabulary.txt"), "half");
    Files.createDirectories(parent.resolve(".other.0123abcd.part"));
    ModelDirectory.save(directory, new SampleModel(1).contents());
    assertFalse(Files.exists(parent.resolve(".en-de.0123abcd.part")));
    assertTrue(Files.exists(parent.resolve(".other.0123abcd.part")));
    Files.writeString(directory.resolve(".manifest.json.0123abcd.part"), "half");
    Files.writeString(directory.resolve("weights-0123456789ab.safetensors"), "orphan");
    Files.createDirectories(directory.resolve("text-0123456789ab/codes"));
    Files.writeString(directory.resolve("notes.txt"), "mine");
    assertEquals(1, SampleModel.numberIn(directory));
    ModelDirectory.save(directory, new SampleModel(2).contents());
    List<String> names = SampleModel.tree(directory);
    assertFalse(names.contains("weights-0123456789ab.safetensors"), names.toString());
    assertFalse(names.contains("text-0123456789ab"), names.toString());
    assertFalse(names.contains(".manifest.json.0123abcd.part"), names.toString());
    assertTrue(names.contains("notes.txt"), names.toString());
  }

  @Test
  void textFolderThatWasDamagedIsReplaced() throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    ModelDirectory.save(directory, new SampleModel(2).contents());
    Path text = ModelDirectory.open(directory).textFolder();
    Files.writeString(text.resolve("vocabulary.txt"), "damaged");
    ModelDirectory.save(directory, new SampleModel(2).contents());
    assertEquals(2, SampleModel.numberIn(directory));
  }

  @Test
  void textPipelineMustWriteAFile() {
    ModelContents contents = new SampleModel(1).contents();
    ModelContents silent =
        new ModelContents(
            contents.configuration(),
            folder -> {},
            contents.weights(),
            contents.weightType(),
            contents.provenance());
    assertEquals(
        "the text pipeline wrote no file; allowed: at least 1",
        assertThrows(IllegalArgumentException.class, () -> ModelDirectory.save(directory, silent))
            .getMessage());
    assertFalse(Files.exists(directory));
  }

  @Test
  void scoresMustBeNumbers() {
    ModelContents contents = new SampleModel(1).contents();
    JsonObject provenance = new JsonObject();
    provenance.addProperty("scores", 3);
    assertEquals(
        "scores is 3; allowed: an object of numbers",
        assertThrows(IllegalArgumentException.class, () -> with(contents, provenance))
            .getMessage());
    JsonObject scores = new JsonObject();
    scores.addProperty("bleu", Double.NaN);
    provenance.add("scores", scores);
    ModelContents notFinite = with(contents, provenance);
    assertThrows(IllegalArgumentException.class, () -> ModelDirectory.save(directory, notFinite));
    assertFalse(Files.exists(directory));
  }

  private static ModelContents with(ModelContents contents, JsonObject provenance) {
    return new ModelContents(
        contents.configuration(),
        contents.textFiles(),
        contents.weights(),
        contents.weightType(),
        provenance);
  }

  private void changeManifest(String from, String to) throws IOException {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    Path file = directory.resolve("manifest.json");
    String manifest = Files.readString(file);
    assertTrue(manifest.contains(from), manifest);
    Files.writeString(file, sealed(manifest.replace(from, to)));
  }

  private void relist(byte[] old, byte[] changed) throws IOException {
    Path file = directory.resolve("manifest.json");
    String manifest = Files.readString(file);
    String listed =
        manifest
            .replace(FileDigest.of(old).sha256(), FileDigest.of(changed).sha256())
            .replace("\"size\": " + old.length + ",", "\"size\": " + changed.length + ",");
    Files.writeString(file, sealed(listed));
  }

  /** Seals a manifest as docs/model-format.md says, so that only what was changed is wrong. */
  private static String sealed(String manifest) {
    int seal = manifest.lastIndexOf(",\n  \"sha256\": ");
    String body = manifest.substring(0, seal);
    String hash = FileDigest.of(body.getBytes(StandardCharsets.UTF_8)).sha256();
    return body + ",\n  \"sha256\": \"" + hash + "\"\n}\n";
  }

  private String damage() {
    return assertThrows(ModelFormatException.class, () -> ModelDirectory.open(directory))
        .getMessage();
  }
}
