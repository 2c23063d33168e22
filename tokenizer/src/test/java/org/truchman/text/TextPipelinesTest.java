package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.SentencePair;

class TextPipelinesTest {
  @TempDir Path folder;

  @Test
  void loadedPipelinesCutAsTheSavedOnes() {
    for (WordTokenizerType type : WordTokenizerType.values()) {
      for (boolean joint : new boolean[] {true, false}) {
        TextPipelines saved = TextPipelineTest.learn(type, joint);
        Path place = folder.resolve(type + "-" + joint);
        saved.save(place);
        TextPipelines loaded = TextPipelines.load(place);
        assertEquals(saved.config(), loaded.config());
        assertEquals("en", loaded.source().language());
        assertEquals("de", loaded.target().language());
        assertEquals(saved.source().vocabulary(), loaded.source().vocabulary());
        assertEquals(saved.target().vocabulary(), loaded.target().vocabulary());
        for (long seed = 0; seed < 300; seed++) {
          String text = new RandomText(seed).next();
          assertArrayEquals(saved.source().ids(text), loaded.source().ids(text), "seed " + seed);
          assertArrayEquals(saved.target().ids(text), loaded.target().ids(text), "seed " + seed);
        }
      }
    }
  }

  @Test
  void filesAreThoseOfTheFormat() throws IOException {
    assertEquals(
        List.of("bpe.codes", "vocabulary.txt", "text.json"),
        TextPipelineTest.learn(WordTokenizerType.RULES, true).save(folder.resolve("joint")));
    assertEquals(
        List.of(
            "bpe.source.codes",
            "bpe.target.codes",
            "vocabulary.source.txt",
            "vocabulary.target.txt",
            "text.json"),
        TextPipelineTest.learn(WordTokenizerType.RULES, false).save(folder.resolve("two")));
    String json = Files.readString(folder.resolve("joint/text.json"));
    assertTrue(json.startsWith("{\n  \"format\": 1,\n"), json);
    assertFalse(json.contains("\r"));
  }

  @Test
  void savingTwiceGivesTheSameBytes() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    TextPipelineTest.learn(WordTokenizerType.TRAINED, false).save(a);
    List<String> names = TextPipelineTest.learn(WordTokenizerType.TRAINED, false).save(b);
    TextPipelines.load(a).save(folder.resolve("c"));
    for (String name : names) {
      byte[] bytes = Files.readAllBytes(a.resolve(name));
      assertArrayEquals(bytes, Files.readAllBytes(b.resolve(name)), name);
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("c").resolve(name)), name);
    }
  }

  @Test
  void trainedModelIsNamedByArtifactAndChecksum() throws IOException {
    TextPipelineTest.learn(WordTokenizerType.TRAINED, true).save(folder);
    String json = Files.readString(folder.resolve("text.json"));
    assertTrue(json.contains("\"org.apache.opennlp:opennlp-models-tokenizer-de:1.3.0\""), json);
    Files.writeString(folder.resolve("text.json"), json.replace("95139111", "95139112"));
    assertLoadFails("text.json", "but this program has");
  }

  @Test
  void missingFileIsNamed() throws IOException {
    List<String> names = TextPipelineTest.learn(WordTokenizerType.RULES, false).save(folder);
    for (String name : names) {
      byte[] content = Files.readAllBytes(folder.resolve(name));
      Files.delete(folder.resolve(name));
      assertLoadFails(name, "no such file; the text pipelines need it");
      Files.createDirectory(folder.resolve(name));
      assertLoadFails(name, "no such file");
      Files.delete(folder.resolve(name));
      Files.write(folder.resolve(name), content);
    }
    TextPipelines.load(folder);
  }

  @Test
  void everyFlippedBitInTheListedFilesIsFound() throws IOException {
    TextPipelineTest.learn(WordTokenizerType.RULES, true).save(folder);
    Random random = new Random(11);
    for (String name : List.of("bpe.codes", "vocabulary.txt")) {
      byte[] content = Files.readAllBytes(folder.resolve(name));
      for (int i = 0; i < 200; i++) {
        byte[] damaged = content.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(folder.resolve(name), damaged);
        assertLoadFails(name, "is damaged");
      }
      Files.write(folder.resolve(name), Arrays.copyOf(content, content.length / 2));
      assertLoadFails(name, "bytes, but text.json says " + content.length);
      Files.write(folder.resolve(name), content);
    }
  }

  @Test
  void flippedBitInTheManifestNeverGivesAnotherError() throws IOException {
    TextPipelineTest.learn(WordTokenizerType.RULES, true).save(folder);
    Path manifest = folder.resolve("text.json");
    byte[] content = Files.readAllBytes(manifest);
    int refused = 0;
    for (int bit = 0; bit < content.length * 8; bit++) {
      byte[] damaged = content.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(manifest, damaged);
      try {
        TextPipelines.load(folder);
      } catch (TextFormatException e) {
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > content.length * 8 * 9 / 10, refused + " of " + content.length * 8);
  }

  @Test
  void manifestErrorsSayWhatIsNeeded() throws IOException {
    TextPipelineTest.learn(WordTokenizerType.RULES, true).save(folder);
    String json = Files.readString(folder.resolve("text.json"));
    assertManifest(
        "text format is 2; this program reads format 1", json.replace("t\": 1", "t\": 2"));
    assertManifest(
        "wordTokenizer is \"MAGIC\"; RULES and TRAINED are allowed",
        json.replace("RULES", "MAGIC"));
    assertManifest("key \"bpeMerges\" is missing", json.replace("  \"bpeMerges\": 10,\n", ""));
    assertManifest("unknown key \"x\"", json.replace("\"format\": 1,", "\"format\": 1, \"x\": 0,"));
    assertManifest(
        "bpeMerges is \"a\"; a whole number is needed", json.replace(": 10,", ": \"a\","));
    assertManifest("jointBpe is 1; true or false is needed", json.replace("true", "1"));
    assertManifest("lists the files [bpe.codes, vocabulary.txt]", json.replace("true", "false"));
    assertManifest("has 10 merges, but text.json allows 9", json.replace(": 10,", ": 9,"));
    assertManifest("no valid JSON object", json.replace("}", ""));
    assertManifest("no valid JSON object", "[]");
    assertManifest("no valid JSON object", "[".repeat(100_000));
    assertManifest("", "");
  }

  @Test
  void corpusWithoutTextIsRefused() {
    CorpusException error =
        assertThrows(
            CorpusException.class,
            () ->
                TextPipelines.learn(
                    List.of(new SentencePair("a", " ", 1)),
                    TextConfig.defaults(),
                    "en",
                    "de",
                    LearningProgress.SILENT));
    assertEquals(
        "the target side has no text in 1 sentence pair; there is nothing to learn from",
        error.getMessage());
  }

  @Test
  void progressTellsOfPairsAndMerges() {
    List<String> told = new ArrayList<>();
    TextPipelines.learn(
        TextPipelineTest.PAIRS,
        TextConfig.defaults().withBpeMerges(10).withJointBpe(false),
        "en",
        "de",
        (stage, done, total) -> told.add(stage + " " + done + "/" + total));
    assertEquals(3, told.size(), told.toString());
    assertEquals("READING 6/0", told.get(0));
    assertEquals("MERGING 10/10", told.get(2));
  }

  private void assertManifest(String message, String json) throws IOException {
    Files.writeString(folder.resolve("text.json"), json);
    TextFormatException error =
        assertThrows(TextFormatException.class, () -> TextPipelines.load(folder));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private void assertLoadFails(String file, String message) {
    TextFormatException error =
        assertThrows(TextFormatException.class, () -> TextPipelines.load(folder));
    assertTrue(error.getMessage().startsWith(folder.resolve(file) + ": "), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
