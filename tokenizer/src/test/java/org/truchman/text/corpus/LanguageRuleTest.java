package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageRuleTest {
  /** A line with an umlaut is German, one of digits nothing, all others English. */
  private static List<LanguageRule.Answer> detect(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.matches("[0-9 ]+")
                    ? new LanguageRule.Answer("", 0)
                    : new LanguageRule.Answer(line.contains("ü") ? "de" : "en", 0.75))
        .toList();
  }

  private static LanguageRule rule(int minCharacters, double minProbability) {
    return new LanguageRule(LanguageRuleTest::detect, "en", "de", minCharacters, minProbability);
  }

  private static final List<SentencePair> PAIRS =
      List.of(
          new SentencePair("green", "grün", 1),
          new SentencePair("grün", "grün", 2),
          new SentencePair("green", "green", 3),
          new SentencePair("green", "red", 4),
          new SentencePair("12345", "67890", 5));

  @Test
  void aSideInAnotherLanguageDropsItsPair() {
    assertArrayEquals(
        new DropReason[] {
          null,
          DropReason.WRONG_LANGUAGE_SOURCE,
          DropReason.WRONG_LANGUAGE_TARGET,
          DropReason.WRONG_LANGUAGE_TARGET,
          null
        },
        rule(1, 0.5).reasons(PAIRS));
  }

  @Test
  void shortSidesAreNotJudged() {
    assertArrayEquals(
        new DropReason[] {null, null, DropReason.WRONG_LANGUAGE_TARGET, null, null},
        rule(5, 0.5).reasons(PAIRS));
  }

  @Test
  void whatIsNotSureIsKept() {
    assertArrayEquals(new DropReason[5], rule(1, 0.8).reasons(PAIRS));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> rule(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> rule(1, 1.5));
    assertThrows(IllegalArgumentException.class, () -> rule(1, Double.NaN));
  }

  @Test
  void whatIsDroppedIsCountedAndNamedInTheOrderOfTheFile(@TempDir Path work) throws IOException {
    String text = "grün\tgrün\n\tgrün\ngreen\tgrün\ngreen\tgreen\n";
    CorpusSource source =
        new CorpusSource.TsvStream(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            "<stdin>",
            CorpusSource.Columns.FIRST_TWO);
    CorpusCleaning cleaning =
        new CorpusCleaning(
            List.of(source), InvalidText.FAIL, PairRules.defaults(), rule(1, 0.5), Set.of(), 2);
    List<String> rejected = new ArrayList<>();
    try (CleanCorpus corpus =
        CleanCorpus.of(
            cleaning,
            work,
            (reason, file, pair) -> rejected.add(reason + ":" + pair.lineNumber()),
            CorpusProgress.SILENT,
            () -> false)) {
      assertEquals(1, corpus.report().kept());
      assertEquals(
          Map.of(
              DropReason.EMPTY_SOURCE, 1L,
              DropReason.WRONG_LANGUAGE_SOURCE, 1L,
              DropReason.WRONG_LANGUAGE_TARGET, 1L),
          corpus.report().dropped());
    }
    assertEquals(
        List.of("WRONG_LANGUAGE_SOURCE:1", "EMPTY_SOURCE:2", "WRONG_LANGUAGE_TARGET:4"), rejected);
  }
}
