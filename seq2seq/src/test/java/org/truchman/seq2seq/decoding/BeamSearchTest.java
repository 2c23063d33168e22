package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

class BeamSearchTest {
  private static final int EOS = 3;
  private static final int A = 4;
  private static final int B = 5;

  /** Gives log p of (EOS, A, B) after a prefix, as a table of halvings: 1 means p = 1/2. */
  private static PrefixScorer.Model table(Map<List<Integer>, int[]> halvings) {
    return (sentence, prefix) -> {
      int[] row = halvings.get(prefix);
      float[] logs = new float[6];
      for (int i = 0; i < 3; i++) {
        logs[EOS + i] = -row[i];
      }
      return logs;
    };
  }

  /*
   * Logarithms to base 2 keep the sums whole; the search does not mind. log p of EOS, A, B:
   *
   *   (nothing)  EOS -4  A -1  B -2      A is the better start,
   *   A          EOS -4  A -3  B -3      but it leads nowhere;
   *   B          EOS -1  A -2  B -5      B and EOS are better together.
   *   others     EOS -1  A -3  B -3
   *
   * K = 2, exponent 0, step by step, (sum):
   *   1. A (-1), B (-2) go on; the EOS (-4) is rank 2: too late.
   *   2. ranks: B EOS (-3) finishes; then A A (-4) rank 1, A B (-4) rank 2, B A (-4) rank 3.
   *      A A and A B go on. Neither can exceed -3 any more: done after two calls.
   * Greedy search goes A, A (the lower id among equals), EOS: -1 - 3 - 1 = -5.
   */
  private static final PrefixScorer.Model BY_HAND =
      table(
          Map.of(
              List.of(), new int[] {4, 1, 2},
              List.of(A), new int[] {4, 3, 3},
              List.of(B), new int[] {1, 2, 5},
              List.of(A, A), new int[] {1, 3, 3},
              List.of(A, B), new int[] {1, 3, 3}));

  @Test
  void aBeamFindsWhatGreedySearchMisses() {
    PrefixScorer scorer = new PrefixScorer(6, BY_HAND);
    List<Hypothesis> found = searchOne(scorer, 10, Searches.of(2, 1, 0));
    assertEquals(List.of(new Hypothesis(new int[] {B}, -3, -3, true)), found);
    assertEquals(2, scorer.calls.size());

    List<Hypothesis> greedy = searchOne(new PrefixScorer(6, BY_HAND), 10, Searches.of(1, 1, 0));
    assertEquals(List.of(new Hypothesis(new int[] {A, A}, -5, -5, true)), greedy);
  }

  /*
   * The same with exponent 1: B EOS scores -3 / 2 = -1.5. The open A A (-4) could still reach
   * -4 / 10, so the search goes on: A A EOS = -5 / 3 = -1.67 is finished next, and so is A B EOS.
   * Two have finished: done. B EOS is still the best one, A A EOS the second (the lower parent).
   */
  @Test
  void theLengthPenaltyDecidesWhetherToGoOn() {
    PrefixScorer scorer = new PrefixScorer(6, BY_HAND);
    List<Hypothesis> found = searchOne(scorer, 10, Searches.of(2, 2, 1));
    assertEquals(
        List.of(
            new Hypothesis(new int[] {B}, -3, -3.0 / 2, true),
            new Hypothesis(new int[] {A, A}, -5, -5.0 / 3, true)),
        found);
    assertEquals(3, scorer.calls.size());
  }

  /*
   * K = 2, exponent 1. First EOS -2, A -5, B -6: the empty translation finishes with -2. One step
   * further nothing could win, -5 / 2 = -2.5; but then A is sure, three times, and so is EOS:
   * A A A EOS has -5 / 4 = -1.25.
   */
  @Test
  void aTranslationThatIsMuchLongerMayStillWin() {
    PrefixScorer.Model late =
        (sentence, prefix) ->
            switch (prefix.size()) {
              case 0 -> new float[] {0, 0, 0, -2, -5, -6};
              case 3 -> new float[] {0, 0, 0, 0, -9, -9};
              default -> new float[] {0, 0, 0, -9, 0, -9};
            };
    List<Hypothesis> found = searchOne(new PrefixScorer(6, late), 9, Searches.of(2, 1, 1));
    assertEquals(List.of(new Hypothesis(new int[] {A, A, A}, -5, -1.25, true)), found);
  }

  @Test
  void anEmptyTranslationIsAllowed() {
    PrefixScorer.Model silent = table(Map.of(List.of(), new int[] {1, 2, 3}));
    List<Hypothesis> found = searchOne(new PrefixScorer(6, silent), 5, Searches.of(1, 1, 1));
    assertEquals(List.of(new Hypothesis(new int[0], -1, -1, true)), found);
  }

  @Test
  void whatMeetsTheLimitIsIncomplete() {
    PrefixScorer.Model endless = (sentence, prefix) -> new float[] {0, 0, 0, -8, -1, -2};
    List<Hypothesis> found = searchOne(new PrefixScorer(6, endless), 3, Searches.of(2, 2, 1));
    assertEquals(
        List.of(
            new Hypothesis(new int[] {A, A, A}, -3, -1, false),
            new Hypothesis(new int[] {A, A, B}, -4, -4.0 / 3, false)),
        found);
  }

  /*
   * K = 2 of endless A: after one step A (-1) and EOS (-2) rank first, so the empty translation
   * finishes; A A A is more probable by far, but it never ends.
   */
  @Test
  void anIncompleteHypothesisNeverStandsBesideACompleteOne() {
    PrefixScorer.Model endless =
        (sentence, prefix) ->
            new float[] {0, 0, 0, prefix.isEmpty() ? -2 : -9, prefix.isEmpty() ? -1 : 0, -3};
    List<Hypothesis> found = searchOne(new PrefixScorer(6, endless), 4, Searches.of(2, 2, 1));
    assertEquals(List.of(new Hypothesis(new int[0], -2, -2, true)), found);
  }

  @Test
  void equalHypothesesStandInTheOrderOfTheirPieces() {
    PrefixScorer.Model even =
        (sentence, prefix) ->
            prefix.isEmpty()
                ? new float[] {0, 0, 0, -9, -1, -1, -1, -1}
                : new float[] {0, 0, 0, -1, -9, -9, -9, -9};
    List<Hypothesis> found = searchOne(new PrefixScorer(8, even), 9, Searches.of(4, 4, 1));
    assertArrayEquals(
        new int[] {4, 5, 6, 7}, found.stream().mapToInt(one -> one.pieces()[0]).toArray());
  }

  @Test
  void sentencesThatAreDoneLeaveTheBatch() {
    // Sentence i is sure of i times A, then EOS; what else there is never wins.
    PrefixScorer.Model counting =
        (sentence, prefix) ->
            prefix.size() == sentence
                ? new float[] {0, 0, 0, 0, -20, -30}
                : new float[] {0, 0, 0, -30, 0, -20};
    PrefixScorer scorer = new PrefixScorer(6, counting);
    int[] limits = {9, 9, 9};
    List<List<Hypothesis>> found = BeamSearch.search(scorer, limits, Searches.of(2, 1, 0));
    assertEquals(2, found.get(2).get(0).pieces().length);
    assertEquals(3, scorer.calls.size());
    assertArrayEquals(new int[] {0, 1, 2}, scorer.calls.get(0));
    assertArrayEquals(new int[] {1, 1, 2, 2}, scorer.calls.get(1));
    assertArrayEquals(new int[] {2, 2}, scorer.calls.get(2));
  }

  @Test
  void noSentenceAsksNothing() {
    PrefixScorer scorer = new PrefixScorer(6, BY_HAND);
    assertEquals(List.of(), BeamSearch.search(scorer, new int[0], Searches.of(2, 1, 0)));
    assertTrue(scorer.calls.isEmpty());
  }

  @Test
  void aVocabularyOfOnlyEosGivesEmptyTranslations() {
    PrefixScorer.Model nothing = (sentence, prefix) -> new float[] {0, 0, 0, -1};
    List<Hypothesis> found = searchOne(new PrefixScorer(4, nothing), 5, Searches.of(3, 3, 1));
    assertEquals(List.of(new Hypothesis(new int[0], -1, -1, true)), found);
  }

  @Test
  void aLimitOfZeroIsRefused() {
    PrefixScorer scorer = new PrefixScorer(6, BY_HAND);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> BeamSearch.search(scorer, new int[] {5, 0}, Searches.of(2, 1, 1)))
            .getMessage();
    assertEquals("maxLengths[1] is 0; it counts the EOS, so it must be at least 1", message);
  }

  @Test
  void aVocabularyWithoutEosIsRefused() {
    PrefixScorer scorer = new PrefixScorer(3, BY_HAND);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> searchOne(scorer, 5, Searches.of(1, 1, 1)))
            .getMessage();
    assertTrue(message.startsWith("a vocabulary of 3 pieces"), message);
  }

  @Test
  void hypothesesAreEqualByTheirPieces() {
    Hypothesis one = new Hypothesis(new int[] {A, B}, -2, -1, true);
    assertEquals(one, new Hypothesis(new int[] {A, B}, -2, -1, true));
    assertEquals(one.hashCode(), new Hypothesis(new int[] {A, B}, -2, -1, true).hashCode());
    assertFalse(one.equals(new Hypothesis(new int[] {B, A}, -2, -1, true)));
    assertEquals("[4, 5] log p -2.0000, score -1.0000", one.toString());
  }

  private static List<Hypothesis> searchOne(PrefixScorer scorer, int limit, SearchConfig config) {
    return BeamSearch.search(scorer, new int[] {limit}, config).get(0);
  }
}
