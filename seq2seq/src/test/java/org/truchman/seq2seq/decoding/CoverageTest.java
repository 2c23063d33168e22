package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class CoverageTest {

  /** Wu et al. 2016, equation 15: 0.5 (log min(0.25 + 0.5, 1) + log min(0.75 + 0.5, 1)). */
  @Test
  void sumsTheLogarithmsOfWhatWasLookedAt() {
    double[] once = Coverage.after(null, new float[] {0.25f, 0.75f});
    double[] twice = Coverage.after(once, new float[] {0.5f, 0.5f});
    assertArrayEquals(new double[] {0.25, 0.75}, once);
    assertArrayEquals(new double[] {0.75, 1.25}, twice);
    assertEquals(0.5 * Math.log(0.75), new Coverage(0.5).penalty(twice), 1e-15);
  }

  @Test
  void aPieceThatWasNeverLookedAtCostsMuchButNotAll() {
    assertEquals(2 * Math.log(1e-9), new Coverage(2).penalty(new double[] {0, 1}), 1e-12);
  }

  @Test
  void fullCoverageCostsNothing() {
    assertEquals(0, new Coverage(3).penalty(new double[] {1, 1.5}));
    assertEquals(0, new Coverage(3).penalty(null));
    assertFalse(new Coverage(0).isOn());
  }

  /*
   * Two translations of equal probability: 4 looks at both source pieces, 5 at one. The second is
   * the first by rank, were it not for what it leaves out.
   */
  @Test
  void preferTheTranslationThatLeavesNothingOut() {
    PrefixScorer.Model model =
        new PrefixScorer.Model() {
          @Override
          public float[] logProbabilities(int sentence, List<Integer> prefix) {
            return prefix.isEmpty()
                ? new float[] {0, 0, 0, -9, -1, -0.9f}
                : new float[] {0, 0, 0, -1, -9, -9};
          }

          @Override
          public float[] attention(int sentence, List<Integer> prefix) {
            boolean first = prefix.isEmpty() || prefix.get(0) == 5;
            return first ? new float[] {0.5f, 0.1f} : new float[] {0.5f, 0.9f};
          }
        };
    int[] limit = {3};
    assertArrayEquals(
        new int[] {5},
        BeamSearch.search(new PrefixScorer(6, model), limit, Searches.of(2, 1, 0))
            .get(0)
            .get(0)
            .pieces());
    Hypothesis found =
        BeamSearch.search(
                new PrefixScorer(6, model), limit, Searches.of(2, 1, 0).withCoveragePenalty(0.2))
            .get(0)
            .get(0);
    assertArrayEquals(new int[] {4}, found.pieces());
    assertEquals(-2, found.logProbability());
    assertEquals(-2, found.score(), 1e-6); // 0.5 + 0.5 and 0.1 + 0.9 are looked at
  }

  @Test
  void attentionSumsToOneWithTheEnd(NDManager manager) {
    try (Seq2SeqModel model = CorpusSearchTest.model(manager, AttentionType.GENERAL, 5);
        SearchNetwork network = CorpusSearchTest.network(model);
        ModelScorer scorer =
            ModelScorer.open(network, List.of(new int[] {7, 8, 9}, new int[] {5}))) {
      scorer.advance(new int[] {2, 2}, null, new int[] {0, 1}, 3);
      float[][] first = scorer.attention();
      assertEquals(3, first[0].length);
      assertEquals(1, first[1].length);
      scorer.advance(new int[] {11, 12, 13}, new int[] {0, 0, 1}, new int[] {0, 0, 1}, 3);
      float[][] second = scorer.attention();
      assertEquals(3, second.length);
      for (float[] looked : second) {
        float sum = 0;
        for (float one : looked) {
          assertFalse(one < 0);
          sum += one;
        }
        assertFalse(sum >= 1, "the end has its share, too");
      }
    }
  }

  @Test
  void aNetworkWithoutAttentionSaysSo(NDManager manager) {
    try (Seq2SeqModel model = CorpusSearchTest.model(manager, AttentionType.NONE, 5);
        SearchNetwork network = CorpusSearchTest.network(model)) {
      CorpusSearch search =
          new CorpusSearch(network, Searches.of(2, 1, 1).withCoveragePenalty(0.2));
      assertEquals(
          "search.coveragePenalty is above 0; allowed for a network without attention: 0",
          assertThrows(
                  IllegalArgumentException.class, () -> search.search(List.of(new int[] {7, 8})))
              .getMessage());
    }
  }
}
