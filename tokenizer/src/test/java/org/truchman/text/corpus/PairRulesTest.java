package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairRulesTest {
  private static final PairRules ALL = rules(0, 0, 0, false, ScriptRule.ANY, ScriptRule.ANY);

  private static PairRules rules(
      int characters,
      int words,
      double ratio,
      boolean copies,
      ScriptRule source,
      ScriptRule target) {
    return new PairRules(characters, words, ratio, copies, source, target);
  }

  private static void assertDropped(DropReason reason, PairRules rules, String a, String b) {
    assertEquals(Optional.of(reason), rules.reason(a, b), a + " | " + b);
  }

  private static void assertKept(PairRules rules, String a, String b) {
    assertEquals(Optional.empty(), rules.reason(a, b), a + " | " + b);
  }

  @Test
  void textOnBothSidesIsAllThatTheDefaultsAskFor() {
    assertEquals(ALL, PairRules.defaults());
    assertKept(ALL, "a", "a b c d e f g");
    assertDropped(DropReason.EMPTY_SOURCE, ALL, "", "b");
    assertDropped(DropReason.EMPTY_TARGET, ALL, "a", "");
    assertDropped(DropReason.EMPTY_BOTH, ALL, "", "");
    assertEquals(
        Optional.of(DropReason.EMPTY_TARGET), ALL.reason(new SentencePair("a", " \t\u00A0", 1)));
  }

  @Test
  void charactersAreCodePointsOfTheLongerSide() {
    PairRules three = rules(3, 0, 0, false, ScriptRule.ANY, ScriptRule.ANY);
    assertKept(three, "abc", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");
    assertDropped(DropReason.TOO_MANY_CHARACTERS, three, "a", "abcd");
    assertDropped(DropReason.TOO_MANY_CHARACTERS, three, "abcd", "a");
  }

  @Test
  void wordsStandBetweenBlanks() {
    PairRules two = rules(0, 2, 0, false, ScriptRule.ANY, ScriptRule.ANY);
    assertKept(two, "one two", "one");
    assertDropped(DropReason.TOO_MANY_WORDS, two, "one two three", "one");
  }

  @Test
  void theRatioIsThatOfCodePointsAndItsLimitIsAllowed() {
    PairRules twice = rules(0, 0, 2, false, ScriptRule.ANY, ScriptRule.ANY);
    assertKept(twice, "ab", "abcd");
    assertKept(twice, "abcd", "ab");
    assertDropped(DropReason.LENGTH_RATIO, twice, "ab", "abcde");
    assertDropped(DropReason.LENGTH_RATIO, twice, "abcde", "ab");
  }

  @Test
  void copiesAreDroppedWhenAsked() {
    PairRules noCopies = rules(0, 0, 0, true, ScriptRule.ANY, ScriptRule.ANY);
    assertDropped(DropReason.SAME_TEXT, noCopies, "OK", "OK");
    assertKept(noCopies, "OK", "ok");
  }

  @Test
  void theShareOfLettersInTheScriptOfTheLanguageDecides() {
    ScriptRule half = ScriptRule.ofLanguage("ru", 0.5);
    assertTrue(half.accepts("\u0434\u0430 ok"), "2 of 4 letters");
    assertFalse(half.accepts("\u0434\u0430 yes"), "2 of 5 letters");
    assertTrue(half.accepts("3.14 % \u2014 !"), "no letter at all");
    PairRules rules = rules(0, 0, 0, false, ScriptRule.ofLanguage("en", 0.9), half);
    assertKept(rules, "yes", "\u0434\u0430");
    assertDropped(DropReason.WRONG_SCRIPT_SOURCE, rules, "\u0434\u0430", "\u0434\u0430");
    assertDropped(DropReason.WRONG_SCRIPT_TARGET, rules, "yes", "yes");
  }

  @Test
  void everyJapaneseScriptCounts() {
    assertTrue(ScriptRule.ofLanguage("ja", 1).accepts("\u65E5\u672C\u306E\u30AB"));
    assertTrue(ScriptRule.ofLanguage("jpn", 1).accepts("\u65E5\u672C\u306E\u30AB"));
    assertFalse(ScriptRule.ofLanguage("zh", 1).accepts("\u65E5\u672C\u306E\u30AB"));
  }

  @Test
  void scriptsAreNamedInUnicodesWords() {
    assertEquals(
        Set.of(UnicodeScript.LATIN, UnicodeScript.HIRAGANA),
        ScriptRule.ofNames(Set.of("Latin", "hira"), 0.5).scripts());
    String unknown =
        assertThrows(
                IllegalArgumentException.class, () -> ScriptRule.ofNames(Set.of("Latein"), 0.5))
            .getMessage();
    assertTrue(unknown.contains("Latein"), unknown);
    String language =
        assertThrows(IllegalArgumentException.class, () -> ScriptRule.ofLanguage("xx", 0.5))
            .getMessage();
    assertTrue(language.contains("xx"), language);
  }

  @Test
  void impossibleNumbersAreRefused() {
    for (double ratio : new double[] {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> rules(0, 0, ratio, false, ScriptRule.ANY, ScriptRule.ANY));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> rules(-1, 0, 0, false, ScriptRule.ANY, ScriptRule.ANY));
    assertThrows(IllegalArgumentException.class, () -> new ScriptRule(Set.of(), 0.5));
    assertThrows(IllegalArgumentException.class, () -> ScriptRule.ofLanguage("en", Double.NaN));
  }
}
