package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final float NONE = Float.NEGATIVE_INFINITY;

  @Test
  void aTopKInAnyOrderIsPutInOrder() {
    Candidates candidates =
        Candidates.ofTopK(
            2, 3, new int[] {9, 5, 7, 4, 8, 0}, new float[] {-1, -1, -0.5f, -2, -1, NONE});
    assertArrayEquals(new int[] {7, 5, 9, 8, 4, 0}, candidates.pieces());
    assertArrayEquals(new float[] {-0.5f, -1, -1, -1, -2, NONE}, candidates.logProbabilities());
  }

  @Test
  void aWrongSizeIsRefused() {
    assertRefused("2 x 2 candidates need 4", 2, 2, new int[4], new float[3]);
    assertRefused("not 0 x 2", 0, 2, new int[0], new float[0]);
  }

  @Test
  void aRowOutOfOrderIsRefused() {
    assertRefused("row 0: piece 5", 1, 2, new int[] {4, 5}, new float[] {-2, -1});
    assertRefused("row 0: piece 4", 1, 2, new int[] {5, 4}, new float[] {-1, -1});
  }

  @Test
  void aPieceThatComesTwiceInARowIsRefused() {
    assertRefused("row 0: piece 4", 1, 2, new int[] {4, 4}, new float[] {-1, -1});
  }

  @Test
  void whatIsNoLogProbabilityIsRefused() {
    assertRefused("NaN", 1, 1, new int[] {4}, new float[] {Float.NaN});
    assertRefused("0.5", 1, 1, new int[] {4}, new float[] {0.5f});
  }

  @Test
  void padUnkAndBosAreRefused() {
    for (int piece = 0; piece < 3; piece++) {
      assertRefused("row 0: piece " + piece, 1, 1, new int[] {piece}, new float[] {-1});
    }
  }

  @Test
  void aRowWithoutAnyCandidateIsRefused() {
    assertRefused("row 1 has no possible", 2, 1, new int[] {4, 4}, new float[] {-1, NONE});
  }

  @Test
  void anAnswerOfAnotherSizeIsTheScorersFault() {
    Candidates candidates = new Candidates(1, 1, new int[] {4}, new float[] {-1});
    String message =
        assertThrows(IllegalStateException.class, () -> candidates.require(2, 1)).getMessage();
    assertEquals("the scorer was asked for 2 rows of 1 candidates and gave 1 rows of 1", message);
  }

  private static void assertRefused(
      String part, int rows, int k, int[] pieces, float[] logProbabilities) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Candidates(rows, k, pieces, logProbabilities))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
