package org.truchman.seq2seq.checkpoint;

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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.lexicon.IbmModel1;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconSize;

/** A model directory with the file that a model may lack. */
class ModelLexiconTest {
  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void nameTheDirectory() {
    directory = parent.resolve("en-de");
  }

  /** A lexicon in which a number is the only frequent piece. */
  private static Lexicon lexicon(int number) {
    IndexedPair pair = new IndexedPair(new int[] {4}, new int[] {number, 5, number});
    IbmModel1 model = IbmModel1.of(IndexedCorpus.of(List.of(pair)), 6, 50, 1);
    model.round();
    return Lexicon.of(model, new LexiconSize(2, 0, 1));
  }

  private static ModelContents contents(int number, Optional<Lexicon> lexicon) {
    ModelContents plain = new SampleModel(number).contents();
    return new ModelContents(
        plain.configuration(),
        plain.textFiles(),
        plain.weights(),
        plain.weightType(),
        plain.provenance(),
        lexicon);
  }

  private void save(int number) {
    ModelDirectory.save(directory, contents(number, Optional.of(lexicon(number))));
  }

  @Test
  void whatWasSavedIsReadBack() throws IOException {
    save(7);
    assertEquals(Optional.of(lexicon(7)), ModelDirectory.open(directory).lexicon());
    assertEquals(7, SampleModel.numberIn(directory));
    assertTrue(Files.exists(directory.resolve("lexicon.bin")));
  }

  @Test
  void modelWithoutALexiconHasNone() {
    ModelDirectory.save(directory, new SampleModel(1).contents());
    assertEquals(Optional.empty(), ModelDirectory.open(directory).lexicon());
  }

  @Test
  void laterSavesReplaceAndRemoveTheLexicon() throws IOException {
    save(7);
    save(8);
    assertEquals(Optional.of(lexicon(8)), ModelDirectory.open(directory).lexicon());
    assertEquals(List.of("lexicon-HASH.bin"), lexiconFiles());
    ModelDirectory.save(directory, contents(9, Optional.empty()));
    assertEquals(Optional.empty(), ModelDirectory.open(directory).lexicon());
    assertEquals(List.of(), lexiconFiles());
    save(10);
    assertEquals(Optional.of(lexicon(10)), ModelDirectory.open(directory).lexicon());
    assertEquals(10, SampleModel.numberIn(directory));
  }

  private List<String> lexiconFiles() throws IOException {
    return SampleModel.tree(directory).stream()
        .map(name -> name.replaceAll("-[0-9a-f]{12}", "-HASH"))
        .filter(name -> name.contains("lexicon"))
        .toList();
  }

  @Test
  void missingShorterAndChangedFilesAreNamed() throws IOException {
    save(7);
    Path file = directory.resolve("lexicon.bin");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 1));
    assertTrue(damage().startsWith(file + ": has " + (content.length - 1) + " bytes; expected: "));
    content[content.length - 1] ^= 1;
    Files.write(file, content);
    assertTrue(damage().startsWith(file + ": has the SHA-256 "), damage());
    Files.delete(file);
    assertTrue(damage().startsWith(file + ": is missing; "), damage());
  }

  private String damage() {
    return assertThrows(ModelFormatException.class, () -> ModelDirectory.open(directory))
        .getMessage();
  }

  @Test
  void lexiconThatChangesAfterOpeningIsRefused() throws IOException {
    save(7);
    ModelDirectory model = ModelDirectory.open(directory);
    Path file = directory.resolve("lexicon.bin");
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);
    String message = assertThrows(ModelFormatException.class, model::lexicon).getMessage();
    assertTrue(message.startsWith(file + ": has the SHA-256 "), message);
  }

  @Test
  void lexiconThatIsListedButNoneIsRefused() throws IOException {
    save(7);
    Path file = directory.resolve("lexicon.bin");
    List<Manifest.Entry> files = new ArrayList<>(ModelDirectory.open(directory).manifest().files());
    Files.write(file, new byte[100]);
    Manifest.Entry entry = Manifest.Entry.of(Manifest.Role.LEXICON, "lexicon.bin", digest(file));
    files.replaceAll(old -> old.role() == entry.role() ? entry : old);
    Files.write(directory.resolve(Manifest.FILE_NAME), new Manifest(files).write());
    ModelDirectory model = ModelDirectory.open(directory);
    assertEquals(
        file
            + ": it is no lexicon: it does not begin with TRUCHLEX; the model directory is damaged:"
            + " fetch or train the model again",
        assertThrows(ModelFormatException.class, model::lexicon).getMessage());
  }

  @Test
  void secondLexiconIsRefused() throws IOException {
    save(7);
    Path file = directory.resolve("lexicon.bin");
    List<Manifest.Entry> files = new ArrayList<>(ModelDirectory.open(directory).manifest().files());
    files.add(Manifest.Entry.of(Manifest.Role.LEXICON, "second.bin", digest(file)));
    assertEquals(
        "2 files have the role lexicon; allowed: at most 1",
        assertThrows(IllegalArgumentException.class, () -> new Manifest(files)).getMessage());
  }

  private static FileDigest digest(Path file) throws IOException {
    return FileDigest.of(Files.readAllBytes(file));
  }

  @Test
  void noDiskFailureLeavesHalfAModel() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      save(7);
      int call = random.nextInt(40);
      FailingDisk disk = FailingDisk.killedAtCall(call);
      ModelWriter writer = new ModelWriter(disk, directory, contents(8, Optional.of(lexicon(8))));
      try {
        writer.save();
      } catch (FailingDisk.Killed killed) {
        int number = SampleModel.numberIn(directory);
        assertEquals(
            Optional.of(lexicon(number)), ModelDirectory.open(directory).lexicon(), "call " + call);
      }
    }
    save(9);
    assertEquals(List.of("lexicon-HASH.bin"), lexiconFiles());
    assertFalse(SampleModel.tree(directory).stream().anyMatch(name -> name.endsWith(".part")));
  }
}
