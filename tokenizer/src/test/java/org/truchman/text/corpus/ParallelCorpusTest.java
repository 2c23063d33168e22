package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelCorpusTest {
  @TempDir Path folder;

  @Test
  void pairsComeInOrderWithTheirLineNumbers() throws IOException {
    List<SentencePair> pairs =
        read(file("a.en", "one\n\ntwo\n"), file("a.de", "eins\r\nx\r\nzwei"));
    assertEquals(
        List.of(
            new SentencePair("one", "eins", 1),
            new SentencePair("", "x", 2),
            new SentencePair("two", "zwei", 3)),
        pairs);
  }

  @Test
  void unequalLengthsNameBothFilesAndBothCounts() throws IOException {
    Path shorter = file("a.en", "one\ntwo\n");
    Path longer = file("a.de", "eins\nzwei\ndrei\nvier\nfünf");
    String rule = "; line i of one must translate line i of the other";
    CorpusException error = assertThrows(CorpusException.class, () -> read(shorter, longer));
    assertEquals(shorter + " has 2 lines, but " + longer + " has 5" + rule, error.getMessage());
    error = assertThrows(CorpusException.class, () -> read(longer, shorter));
    assertEquals(longer + " has 5 lines, but " + shorter + " has 2" + rule, error.getMessage());
  }

  @Test
  void missingOrEmptyOrDirectoryIsNamed() throws IOException {
    Path good = file("a.en", "one\n");
    Path empty = file("a.de", "");
    Path missing = folder.resolve("b.de");
    assertMessage(empty + ": file is empty; one sentence a line is needed", good, empty);
    assertMessage(missing + ": no such file", missing, good);
    assertMessage(folder + ": is a directory; a text file is needed", good, folder);
  }

  @Test
  void badUtf8OfEitherSideIsFound() throws IOException {
    Path good = file("a.en", "one\ntwo\n");
    Path bad = folder.resolve("a.de");
    Files.write(bad, new byte[] {'a', '\n', 'b', (byte) 0xFC, '\n'});
    CorpusException error = assertThrows(CorpusException.class, () -> read(good, bad));
    assertEquals(bad + ":2: line is not valid UTF-8 (byte 0xFC at column 2)", error.getMessage());
  }

  @Test
  void canBeWalkedOnce() throws IOException {
    Path text = file("a", "one\n");
    try (ParallelCorpus corpus = ParallelCorpus.open(text, text)) {
      corpus.iterator();
      assertThrows(IllegalStateException.class, corpus::iterator);
    }
  }

  private void assertMessage(String message, Path source, Path target) {
    CorpusException error =
        assertThrows(CorpusException.class, () -> ParallelCorpus.open(source, target).close());
    assertEquals(message, error.getMessage());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static List<SentencePair> read(Path source, Path target) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelCorpus corpus = ParallelCorpus.open(source, target)) {
      corpus.forEach(pairs::add);
    }
    return pairs;
  }
}
