package org.truchman.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JoinerMarksTest {
  @Test
  void punctuationCarriesTheMark() {
    assertEquals("( ￭\"￭ Well ￭-￭ known ￭\" ￭, 3 ￭,￭ 5 % ￭)", mark("(\"Well-known\", 3,5 %)"));
    assertEquals("Ich hab ￭'￭ s ￭.", mark("Ich hab's."));
    assertEquals("„￭ Zitat ￭“", mark("„Zitat“"));
  }

  @Test
  void secondOfTwoWordsCarriesTheMark() {
    assertEquals("3 ￭rd e ￭-￭ mail", mark("3rd e-mail"));
  }

  @Test
  void combiningMarkDoesNotMakePunctuation() {
    assertEquals("q\u0301 ￭1", mark("q\u03011"));
  }

  @Test
  void nothingIsMarkedWhereBlanksStand() {
    assertEquals("a , b", mark("a , b"));
    assertEquals("", mark(""));
  }

  @Test
  void wordWithBlankIsNoWord() {
    assertThrows(IllegalArgumentException.class, () -> new Word("a b", true));
    assertThrows(IllegalArgumentException.class, () -> new Word("", true));
  }

  private static String mark(String line) {
    List<Word> words = OpenNlpWordTokenizer.rules().tokenize(line);
    return JoinerMarks.mark(words).stream()
        .map(MarkedWord::toString)
        .collect(Collectors.joining(" "));
  }
}
