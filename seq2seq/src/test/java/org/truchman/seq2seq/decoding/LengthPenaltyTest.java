package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthPenaltyTest {

  @Test
  void exponentZeroComparesProbabilities() {
    assertEquals(-6.0, new LengthPenalty(0).score(-6, 4));
  }

  @Test
  void exponentOneAverages() {
    assertEquals(-1.5, new LengthPenalty(1).score(-6, 4));
  }

  @Test
  void exponentHalfDividesByTheRoot() {
    assertEquals(-3.0, new LengthPenalty(0.5).score(-6, 4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6, 1, 1.0001, 2.5})
  void noContinuationExceedsTheBound(double exponent) {
    LengthPenalty penalty = new LengthPenalty(exponent);
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      double sum = random.nextInt(4) == 0 ? 0 : -20 * random.nextDouble();
      int maxLength = 1 + random.nextInt(40);
      double bound = penalty.bestReachable(sum, maxLength);
      for (int length = random.nextInt(maxLength) + 1; length <= maxLength; length++) {
        // From sure pieces to hardly possible ones, and those that are lost in rounding.
        sum += (float) (random.nextInt(3) == 0 ? 0 : -Math.exp(8 * random.nextGaussian() - 10));
        assertTrue(penalty.score(sum, length) <= bound, "seed " + seed + ", length " + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1, 2.5})
  void theBoundIsReachedBySurePieces(double exponent) {
    LengthPenalty penalty = new LengthPenalty(exponent);
    assertEquals(penalty.score(-3, 9), penalty.bestReachable(-3, 9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anExponentOutOfRangeIsRefused(double exponent) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new LengthPenalty(exponent))
            .getMessage();
    assertEquals(
        "search.lengthPenalty is " + exponent + "; it must be a finite number, 0 or more", message);
  }
}
