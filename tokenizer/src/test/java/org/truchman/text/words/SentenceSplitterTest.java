package org.truchman.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truchman.text.RandomText;
import org.truchman.text.normalize.Normalizer;

class SentenceSplitterTest {
  private static final SentenceSplitter ENGLISH = SentenceSplitter.of("en");
  private static final SentenceSplitter GERMAN = SentenceSplitter.of("de");
  private static final SentenceSplitter RULE = SentenceSplitter.of("xx");

  @Test
  void trainedModelSplitsAtSentenceEnds() {
    assertTrue(ENGLISH.isTrained());
    assertTrue(GERMAN.isTrained());
    assertEquals(
        List.of("The dog runs.", "It is fast!", "Is it big?"),
        ENGLISH.split("The dog runs.  It is fast!\tIs it big?"));
  }

  @Test
  void ruleSplitsAfterEndMarksAndClosingQuotes() {
    assertFalse(RULE.isTrained());
    assertEquals(
        List.of("Eins.", "„Zwei?“", "Drei...", "vier 4.5 a.b"),
        RULE.split("Eins. „Zwei?“ Drei... vier 4.5 a.b"));
  }

  @Test
  void blankLineHasNoSentence() {
    assertEquals(List.of(), ENGLISH.split(" \t"));
    assertEquals(List.of(), RULE.split(""));
  }

  @Test
  void joinedSentencesAreTheLine() {
    for (long seed = 0; seed < 3_000; seed++) {
      String text = new RandomText(seed).next() + ". " + new RandomText(-seed).next() + "! x";
      for (SentenceSplitter splitter : List.of(ENGLISH, RULE, GERMAN)) {
        List<String> sentences = splitter.split(text);
        assertEquals(Normalizer.normalize(text), String.join(" ", sentences), "seed " + seed);
        assertFalse(sentences.contains(""), "seed " + seed);
      }
    }
  }

  @Test
  void lineOfTenThousandWordsIsSplit() {
    String line = "The small dog runs home. ".repeat(2_000);
    List<String> sentences = ENGLISH.split(line);
    assertEquals(2_000, sentences.size());
    assertEquals(line.trim(), String.join(" ", sentences));
  }
}
