package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.text.corpus.CorpusException;

class TerminologyTest {
  private static final Terminology TERMS =
      Terminology.of(
          List.of(
              new Term("New York", "Neu-York"),
              new Term("New York Times", "Neue Zeit"),
              new Term("cat", "Katze"),
              new Term("cat", "Kater"),
              new Term("C++", "Ceh"),
              new Term("(s)", "en"),
              new Term("猫", "Katze")));

  private static List<String> found(String line) {
    return TERMS.in(line).stream().map(Terminology.Entry::source).toList();
  }

  @Test
  void phrasesAreFoundInWholeWords() {
    assertEquals(List.of("cat"), found("the cat."));
    assertEquals(List.of(), found("the cats concatenate"));
    assertEquals(List.of("cat", "New York"), found("cat,New York"));
    assertEquals(List.of("C++", "(s)"), found("C++ word(s)"));
    assertEquals(List.of("猫"), found("黒猫です"));
  }

  @Test
  void theLongestPhraseCounts() {
    assertEquals(List.of("New York Times"), found("the New York Times"));
    assertEquals(List.of("New York"), found("the New York Timestamp"));
    assertEquals(List.of("New York Times", "New York"), found("New York Times of New York"));
  }

  @Test
  void severalTranslationsAreOneEntry() {
    assertEquals(List.of("Katze", "Kater"), TERMS.in("cat cat").get(0).targets());
    assertEquals(1, TERMS.in("cat cat").size());
  }

  @Test
  void aFileHasAPairInEachLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("terms"), "cat\tKatze\n\n dog \t Hund\n");
    Terminology terms = Terminology.read(file);
    assertEquals(List.of("Hund"), terms.in("a dog").get(0).targets());
    assertEquals(
        file + ":1: has 0 tabs; a term is a phrase, a tab, and another", refusal(folder, "cat"));
    assertEquals(
        file + ":2: the term \"cat\" -> \"\" has a blank side; both need text",
        refusal(folder, "dog\tHund\ncat\t \n"));
  }

  private static String refusal(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("terms"), text);
    return assertThrows(CorpusException.class, () -> Terminology.read(file)).getMessage();
  }

  @Test
  void phrasesStandInWholeWordsOrBeginWithACapital() {
    assertEquals(true, WholeWords.stand("kleines Haus", "Ein kleines Haus."));
    assertEquals(true, WholeWords.stand("kleines Haus", "Kleines Haus."));
    assertEquals(false, WholeWords.stand("kleines Haus", "Ein Kleines Haus."));
    assertEquals(false, WholeWords.stand("Haus", "Hausmeister, Gartenhaus"));
    assertEquals(true, WholeWords.stand(", die", "Frau, die"));
  }
}
