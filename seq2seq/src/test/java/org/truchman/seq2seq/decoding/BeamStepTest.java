package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeamStepTest {
  private static final float NONE = Float.NEGATIVE_INFINITY;

  /*
   * K = 2, pieces A=4, B=5, C=6, EOS=3. Open: 0 with -1.0 and 1 with -1.5. Candidates and sums:
   *
   *   0: A -0.5 = -1.5    EOS -1.0 = -2.0    B -3.0 = -4.0
   *   1: EOS -0.25 = -1.75    C -2.0 = -3.5    A -4.0 = -5.5
   *
   * Ranks: 0 A | 1 EOS (of 1) | 2 EOS (of 0) | 3 C (of 1). So A and C go on, in this order; the EOS
   * of rank 1 finishes hypothesis 1; the EOS of rank 2 is behind the first K = 2 ranks.
   */
  @Test
  void ranksTheCandidatesOfAllHypothesesTogether() {
    BeamStep step = new BeamStep(2);
    Candidates candidates =
        new Candidates(
            2, 3, new int[] {4, 3, 5, 3, 6, 4}, new float[] {-0.5f, -1, -3, -0.25f, -2, -4});
    step.choose(new double[] {-1, -1.5}, 2, free(2), candidates, 0);
    assertArrayEquals(new int[] {0, 1}, openParents(step));
    assertArrayEquals(new int[] {4, 6}, openPieces(step));
    assertEquals(-1.5, step.openSum(0));
    assertEquals(-3.5, step.openSum(1));
    assertEquals(1, step.finishedCount());
    assertEquals(1, step.finishedParent(0));
    assertEquals(-1.75, step.finishedSum(0));
  }

  @Test
  void equalSumsRankByParentThenPiece() {
    BeamStep step = new BeamStep(3);
    Candidates candidates =
        new Candidates(2, 3, new int[] {5, 7, 8, 4, 6, 9}, new float[] {-1, -1, -1, -1, -1, -1});
    step.choose(new double[] {-2, -2, 0}, 2, free(2), candidates, 0);
    assertArrayEquals(new int[] {0, 0, 0}, openParents(step));
    assertArrayEquals(new int[] {5, 7, 8}, openPieces(step));
  }

  @Test
  void equalSumsOfDifferentPartsRankByParent() {
    BeamStep step = new BeamStep(2);
    // -1 - 2 = -2 - 1: the second hypothesis has the better candidate, the first one the place.
    Candidates candidates = new Candidates(2, 1, new int[] {9, 4}, new float[] {-2, -1});
    step.choose(new double[] {-1, -2}, 2, free(2), candidates, 0);
    assertArrayEquals(new int[] {9, 4}, openPieces(step));
  }

  @Test
  void readsTheRowsOfItsOwnSentence() {
    BeamStep step = new BeamStep(1);
    Candidates candidates =
        new Candidates(3, 2, new int[] {4, 5, 6, 7, 8, 9}, new float[] {0, -1, -2, -3, -4, -5});
    step.choose(new double[] {-1}, 1, free(1), candidates, 2);
    assertArrayEquals(new int[] {8}, openPieces(step));
    assertEquals(-5, step.openSum(0));
  }

  @Test
  void impossiblePiecesNeverGoOn() {
    BeamStep step = new BeamStep(3);
    Candidates candidates = new Candidates(1, 3, new int[] {3, 4, 0}, new float[] {0, -1, NONE});
    step.choose(new double[] {0, 0, 0}, 1, free(1), candidates, 0);
    assertArrayEquals(new int[] {4}, openPieces(step));
    assertEquals(1, step.finishedCount());
  }

  @Test
  void nothingGoesOnWhereEosIsAllThatIsPossible() {
    BeamStep step = new BeamStep(2);
    step.choose(
        new double[] {-1, 0}, 1, free(1), new Candidates(1, 1, new int[] {3}, new float[] {0}), 0);
    assertEquals(0, step.openCount());
    assertEquals(1, step.finishedCount());
  }

  @Test
  void aStepForgetsTheOneBefore() {
    BeamStep step = new BeamStep(1);
    Candidates ends = new Candidates(1, 2, new int[] {3, 5}, new float[] {-1, -2});
    Candidates goesOn = new Candidates(1, 2, new int[] {6, 3}, new float[] {-1, -2});
    step.choose(new double[] {0}, 1, free(1), ends, 0);
    step.choose(new double[] {0}, 1, free(1), goesOn, 0);
    assertEquals(0, step.finishedCount());
    assertArrayEquals(new int[] {6}, openPieces(step));
  }

  /*
   * K = 2 of one parent that may say neither EOS nor 5: 4 and 6 go on, and the EOS neither finishes
   * nor takes a rank.
   */
  @Test
  void whatMayNotBeSaidIsPassedOver() {
    BeamStep step = new BeamStep(2);
    NextPieces[] next = free(1);
    next[0].ban(3);
    next[0].ban(5);
    Candidates candidates =
        new Candidates(1, 5, new int[] {3, 4, 5, 6, 7}, new float[] {-1, -2, -3, -4, -5});
    step.choose(new double[] {-1}, 1, next, candidates, 0);
    assertArrayEquals(new int[] {4, 6}, openPieces(step));
    assertEquals(-5, step.openSum(1));
    assertEquals(0, step.finishedCount());
  }

  @Test
  void whatIsForcedIsAllThatIsSaid() {
    BeamStep step = new BeamStep(2);
    NextPieces[] next = free(1);
    next[0].force(7);
    Candidates candidates = new Candidates(1, 2, new int[] {3, 7}, new float[] {-1, -2});
    step.choose(new double[] {-1}, 1, next, candidates, 0);
    assertArrayEquals(new int[] {7}, openPieces(step));
    assertEquals(0, step.finishedCount());
  }

  private static NextPieces[] free(int parents) {
    NextPieces[] next = new NextPieces[parents];
    Arrays.setAll(next, i -> new NextPieces());
    return next;
  }

  private static int[] openParents(BeamStep step) {
    return IntStream.range(0, step.openCount()).map(step::openParent).toArray();
  }

  private static int[] openPieces(BeamStep step) {
    int[] pieces = new int[step.openCount()];
    Arrays.setAll(pieces, step::openPiece);
    return pieces;
  }
}
