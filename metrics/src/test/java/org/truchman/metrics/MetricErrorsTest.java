package org.truchman.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MetricErrorsTest {
  private static final Bleu BLEU = Bleu.standard();

  @Test
  void unequalLengthsNameBothCounts() {
    assertRefused(
        "3 hypotheses, but 2 references: both sides need the same number of lines",
        () -> BLEU.corpus(List.of("a", "b", "c"), List.of(List.of("a", "b"))));
    assertRefused(
        "1 hypotheses, but 0 references in set 2: both sides need the same number of lines",
        () -> BLEU.corpus(List.of("a"), List.of(List.of("a"), List.of())));
  }

  @Test
  void nothingToScoreIsRefused() {
    assertRefused(
        "nothing to score: there are no hypotheses",
        () -> BLEU.corpus(List.of(), List.of(List.of())));
    assertRefused(
        "nothing to compare with: give a set of references",
        () -> BLEU.corpus(List.of("a"), List.of()));
    assertRefused(
        "no statistics to add: a score needs a segment at least", () -> Statistics.sum(List.of()));
    assertRefused(
        "no scores to print: give one at least",
        () -> ScoreReport.text(List.of(), ReportStyle.defaults()));
  }

  @Test
  void aSegmentWithoutReferenceIsNamed() {
    assertRefused(
        "segment 2: no reference: a segment needs one at least",
        () -> BLEU.corpus(List.of("a", "b"), List.of(Arrays.asList("a", null))));
    assertRefused(
        "segment 1: the hypothesis is null: an empty one is \"\"",
        () -> BLEU.corpus(Collections.singletonList(null), List.of(List.of("a"))));
  }

  @Test
  void statisticsOfAnotherMetricAreRefused() {
    Statistics chrf = Chrf.standard().statistics("a", List.of("a"));
    assertRefused("BLEU up to order 4 needs 10 values, not 18", () -> BLEU.score(chrf));
    Statistics bleu = BLEU.statistics("a", List.of("a"));
    assertRefused("chrF of 6 orders needs 18 values, not 10", () -> Chrf.standard().score(bleu));
    assertRefused("TER needs 2 values, not 10", () -> Ter.standard().score(bleu));
    assertRefused(
        "cannot add statistics of 18 values to statistics of 10:"
            + " they come from different metrics or options",
        () -> bleu.plus(chrf));
  }

  @Test
  void optionsWithoutMeaningAreRefused() {
    assertRefused(
        "maximal n-gram order 0: at least 1", () -> BleuOptions.defaults().withMaxOrder(0));
    assertRefused(
        "smoothing value -1.0: it must not be negative",
        () -> BleuOptions.defaults().withSmoothing(Smoothing.FLOOR, OptionalDouble.of(-1)));
    assertRefused(
        "unknown smoothing method 'x': choose one of exp, floor, add-k, none",
        () -> Smoothing.of("x"));
    assertRefused(
        "character order 0, word order 0: neither may be negative, and one must be 1 at least",
        () -> ChrfOptions.defaults().withCharacterOrder(0));
    assertRefused("beta -1: it must not be negative", () -> ChrfOptions.defaults().withBeta(-1));
    assertRefused(
        "width -1: the number of decimals is 0 or more",
        () -> ReportStyle.defaults().withWidth(-1));
  }

  @Test
  void aHundredTokenizedLinesLookTokenized() {
    assertTrue(Bleu.looksTokenized(Collections.nCopies(100, "A dog runs .")));
    assertFalse(Bleu.looksTokenized(Collections.nCopies(99, "A dog runs .")));
    assertFalse(Bleu.looksTokenized(Collections.nCopies(200, "A dog runs.")));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
