package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GreedySearchTest {
  /** Sentence i is i times piece 4 at log p -1 each, then EOS at -0.5. */
  private static final PrefixScorer.Model COUNTING =
      (sentence, prefix) ->
          prefix.size() == sentence
              ? new float[] {0, 0, 0, -0.5f, -3}
              : new float[] {0, 0, 0, -3, -1};

  @Test
  void eachSentenceEndsAtItsOwnEos() {
    PrefixScorer scorer = new PrefixScorer(5, COUNTING);
    List<List<Hypothesis>> found =
        GreedySearch.search(scorer, new int[] {9, 9, 9}, Searches.of(1, 1, 1));
    assertEquals(
        List.of(
            List.of(new Hypothesis(new int[0], -0.5, -0.5, true)),
            List.of(new Hypothesis(new int[] {4}, -1.5, -0.75, true)),
            List.of(new Hypothesis(new int[] {4, 4}, -2.5, -2.5 / 3, true))),
        found);
    assertArrayEquals(new int[] {1, 2}, scorer.calls.get(1));
    assertArrayEquals(new int[] {2}, scorer.calls.get(2));
  }

  @Test
  void aSentenceWithoutEosEndsAtItsLimit() {
    PrefixScorer.Model endless = (sentence, prefix) -> new float[] {0, 0, 0, -3, -1};
    PrefixScorer scorer = new PrefixScorer(5, endless);
    List<List<Hypothesis>> found =
        GreedySearch.search(scorer, new int[] {3, 1}, Searches.of(1, 1, 1));
    assertEquals(List.of(new Hypothesis(new int[] {4, 4, 4}, -3, -1, false)), found.get(0));
    assertEquals(List.of(new Hypothesis(new int[] {4}, -1, -1, false)), found.get(1));
  }

  @Test
  void noSentenceAsksNothing() {
    PrefixScorer scorer = new PrefixScorer(5, COUNTING);
    assertEquals(List.of(), GreedySearch.search(scorer, new int[0], Searches.of(1, 1, 1)));
    assertTrue(scorer.calls.isEmpty());
  }

  @Test
  void aLimitOfZeroIsRefused() {
    PrefixScorer scorer = new PrefixScorer(5, COUNTING);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GreedySearch.search(scorer, new int[] {0}, Searches.of(1, 1, 1)))
            .getMessage();
    assertEquals("maxLengths[0] is 0; it counts the EOS, so it must be at least 1", message);
  }
}
