package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.text.corpus.CorpusException;

class LanguageTextTest {
  private static final List<String> LINES =
      List.of("the cat saw the dog", "  the dog,  the \tcat ", "", "naïve 𝔘nicode \u0001 x");

  private static LanguageTextConfig config(TextLevel level) {
    return new LanguageTextConfig(level, 0, 1, level == TextLevel.SUBWORD ? 20 : 0);
  }

  private static LanguageText learn(TextLevel level) {
    return LanguageText.learn(config(level), "en", LINES);
  }

  @Test
  void wordsStandBetweenBlanksAndAreWrittenWithOne() {
    LanguageText text = learn(TextLevel.WORD);
    assertEquals("the dog, the cat", text.line(text.ids(LINES.get(1))));
    assertEquals(3, text.ids("the\u0001cat\tsaw").length);
    assertArrayEquals(new int[0], text.ids(" \t "));
  }

  @Test
  void theMostFrequentWordComesFirstAndTheOthersMayBeLeftOut() {
    LanguageText text =
        LanguageText.learn(new LanguageTextConfig(TextLevel.WORD, 2, 1, 0), "en", LINES);
    assertEquals(List.of("the", "cat"), text.vocabulary().pieces());
    assertArrayEquals(new int[] {4, 1, 5}, text.ids("the dog cat"));
    assertEquals(List.of("dog", "eel"), text.unknown("the dog eel dog cat"));
  }

  @Test
  void rareWordsMayBeLeftOut() {
    LanguageText text =
        LanguageText.learn(new LanguageTextConfig(TextLevel.WORD, 0, 2, 0), "en", LINES);
    assertEquals(List.of("the", "cat"), text.vocabulary().pieces());
  }

  @Test
  void charactersKeepEveryLineAsItIs() {
    LanguageText text = learn(TextLevel.CHARACTER);
    for (String line : LINES) {
      assertEquals(line, text.line(text.ids(line)));
      assertEquals(line.codePointCount(0, line.length()), text.ids(line).length);
    }
    assertEquals(List.of("z", "<U+0002>"), text.unknown("zcat\u0002z"));
  }

  @Test
  void subwordsKnowEveryText() {
    LanguageText text = learn(TextLevel.SUBWORD);
    String never = "Übermut 42 猫";
    assertEquals(never, text.line(text.ids(never)));
    assertTrue(text.unknown(never).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(TextLevel.class)
  void whatIsSavedIsTheSameWhenItIsLoaded(TextLevel level, @TempDir Path folder) {
    LanguageText text = learn(level);
    text.save(folder);
    LanguageText loaded = LanguageText.load(level, folder);
    assertEquals(text.vocabulary(), loaded.vocabulary());
    for (String line : LINES) {
      assertArrayEquals(text.ids(line), loaded.ids(line));
    }
  }

  @ParameterizedTest
  @EnumSource(TextLevel.class)
  void nothingIsLearntFromNothing(TextLevel level) {
    assertThrows(
        CorpusException.class, () -> LanguageText.learn(config(level), "en", List.of("", "")));
  }

  @Test
  void anIndexedTextCountsItsLinesWordsAndCharacters() {
    LanguageText text = LanguageText.learn(config(TextLevel.WORD), "en", List.of("a bb"));
    IndexedText indexed = IndexedText.of(List.of("a 𝔘 bb", "", "bb").iterator(), text);
    assertArrayEquals(new int[] {4, 1, 5, 3, 3, 5, 3}, indexed.ids());
    assertEquals(3, indexed.lines());
    assertEquals(4, indexed.words());
    assertEquals(8, indexed.characters());
    assertEquals(1, indexed.unknown());
  }
}
