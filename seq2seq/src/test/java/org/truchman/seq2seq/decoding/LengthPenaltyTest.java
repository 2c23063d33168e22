package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.LengthPenaltyType;

class LengthPenaltyTest {

  @Test
  void exponentZeroComparesProbabilities() {
    assertEquals(-6.0, average(0).score(-6, 4));
  }

  @Test
  void exponentOneAverages() {
    assertEquals(-1.5, average(1).score(-6, 4));
  }

  @Test
  void exponentHalfDividesByTheRoot() {
    assertEquals(-3.0, average(0.5).score(-6, 4));
  }

  @Test
  void noneComparesProbabilitiesWhateverTheStrength() {
    assertEquals(-6.0, new LengthPenalty(LengthPenaltyType.NONE, 3).score(-6, 4));
  }

  /** Wu et al. 2016, equation 14: (5 + 7)^2 / (5 + 1)^2 = 4. */
  @Test
  void gnmtBeginsAtSixths() {
    LengthPenalty penalty = new LengthPenalty(LengthPenaltyType.GNMT, 2);
    assertEquals(-1.5, penalty.score(-6, 7));
    assertEquals(-6.0, penalty.score(-6, 1));
  }

  @Test
  void aWordRewardIsAddedForEachPiece() {
    assertEquals(-4.0, new LengthPenalty(LengthPenaltyType.WORD_REWARD, 0.5).score(-6, 4));
  }

  private static List<LengthPenalty> all() {
    List<LengthPenalty> all = new ArrayList<>();
    for (LengthPenaltyType type : LengthPenaltyType.values()) {
      for (double strength : new double[] {0, 0.3, 0.6, 1, 1.0001, 2.5}) {
        all.add(new LengthPenalty(type, strength));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void noContinuationExceedsTheBound(LengthPenalty penalty) {
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
  @MethodSource("all")
  void theBoundIsReachedBySurePieces(LengthPenalty penalty) {
    assertEquals(penalty.score(-3, 9), penalty.bestReachable(-3, 9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anExponentOutOfRangeIsRefused(double exponent) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> average(exponent)).getMessage();
    assertEquals(
        "search.lengthPenalty is " + exponent + "; it must be a finite number, 0 or more", message);
  }

  private static LengthPenalty average(double exponent) {
    return new LengthPenalty(LengthPenaltyType.AVERAGE, exponent);
  }
}
