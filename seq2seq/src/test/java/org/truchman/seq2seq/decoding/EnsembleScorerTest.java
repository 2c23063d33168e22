package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

class EnsembleScorerTest {
  private static final int V = 9;

  private static double[] even(int members) {
    double[] weights = new double[members];
    Arrays.fill(weights, 1);
    return weights;
  }

  @Test
  void aNetworkWithItselfIsTheNetwork() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      RandomModel model = new RandomModel(V, seed, random.nextBoolean(), 1, 2, 3);
      int members = 1 + random.nextInt(4);
      List<PrefixScorer> same = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        same.add(new PrefixScorer(V, model));
      }
      SearchConfig config = Searches.of(3, 3, 1);
      int[] limits = random.ints(3, 1, 9).toArray();
      assertEquals(
          BeamSearch.search(new PrefixScorer(V, model), limits, config),
          BeamSearch.search(new EnsembleScorer(same, even(members)), limits, config),
          "seed " + seed);
    }
  }

  @Test
  void unevenSharesOfOneNetworkAreTheNetworkToo() {
    RandomModel model = new RandomModel(V, 4, false, 1);
    EnsembleScorer ensemble =
        new EnsembleScorer(
            List.of(new PrefixScorer(V, model), new PrefixScorer(V, model)), new double[] {3, 0.7});
    assertEquals(
        BeamSearch.search(new PrefixScorer(V, model), new int[] {7}, Searches.of(4, 4, 0.6)),
        BeamSearch.search(ensemble, new int[] {7}, Searches.of(4, 4, 0.6)));
  }

  /*
   * log p of EOS, 4, 5:   one (-1, -4, -2)   other (-8, -2, -2)   mean (-4.5, -3, -2)
   * with weights 3 and 1:                                         (-2.75, -3.5, -2)
   */
  @Test
  void theMeanDecidesAndNoListOfTheBest() {
    PrefixScorer.Model one = (sentence, prefix) -> new float[] {0, 0, 0, -1, -4, -2};
    PrefixScorer.Model other = (sentence, prefix) -> new float[] {0, 0, 0, -8, -2, -2};
    assertBest(one, other, even(2), new int[] {5, 4, 3}, new float[] {-2, -3, -4.5f});
    assertBest(
        one, other, new double[] {3, 1}, new int[] {5, 3, 4}, new float[] {-2, -2.75f, -3.5f});
  }

  private static void assertBest(
      PrefixScorer.Model one,
      PrefixScorer.Model other,
      double[] weights,
      int[] pieces,
      float[] logs) {
    List<PrefixScorer> members = List.of(new PrefixScorer(6, one), new PrefixScorer(6, other));
    Candidates found =
        new EnsembleScorer(members, weights).advance(new int[] {2}, null, new int[] {0}, 3);
    assertArrayEquals(pieces, found.pieces());
    assertArrayEquals(logs, found.logProbabilities());
  }

  @Test
  void whatOneMemberNeverSaysIsNeverSaid() {
    PrefixScorer.Model one = (sentence, prefix) -> new float[] {0, 0, 0, -1, -4, -2};
    PrefixScorer.Model other =
        (sentence, prefix) -> new float[] {0, 0, 0, -1, Float.NEGATIVE_INFINITY, -2};
    List<PrefixScorer> members = List.of(new PrefixScorer(6, one), new PrefixScorer(6, other));
    float[] mean =
        new EnsembleScorer(members, even(2))
            .distributions(new int[] {2}, null, new int[] {0})
            .logProbabilities();
    assertEquals(Float.NEGATIVE_INFINITY, mean[4]);
    assertEquals(-1, mean[3]);
  }

  @Test
  void allMembersAreClosed() {
    List<String> closed = new ArrayList<>();
    List<StepScorer> members = List.of(closing("a", closed), closing("b", closed));
    assertThrows(IllegalStateException.class, () -> new EnsembleScorer(members, even(2)).close());
    assertEquals(List.of("a", "b"), closed);
  }

  private static StepScorer closing(String name, List<String> closed) {
    return new StepScorer() {
      @Override
      public int vocabularySize() {
        return 6;
      }

      @Override
      public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
        throw new AssertionError("not asked for");
      }

      @Override
      public void close() {
        closed.add(name);
        throw new IllegalStateException(name);
      }
    };
  }

  @Test
  void whatDoesNotFitIsRefused() {
    PrefixScorer.Model any = new RandomModel(V, 1, false, 1);
    PrefixScorer one = new PrefixScorer(V, any);
    assertEquals(
        "members of an ensemble have 9 and 8 target pieces; they must share them",
        refusal(List.of(one, new PrefixScorer(8, any)), even(2)));
    assertEquals(
        "an ensemble of 1 members has 2 weights; each of at least one member needs one",
        refusal(List.of(one), even(2)));
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "a member of an ensemble has the weight " + weight + "; allowed: above 0",
          refusal(List.of(one), new double[] {weight}));
    }
    assertTrue(refusal(List.of(), even(0)).startsWith("an ensemble of 0 members"));
  }

  private static String refusal(List<PrefixScorer> members, double[] weights) {
    return assertThrows(IllegalArgumentException.class, () -> new EnsembleScorer(members, weights))
        .getMessage();
  }
}
