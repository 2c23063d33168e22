package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  private static final float NEVER = Float.NEGATIVE_INFINITY;

  @Test
  void theBestComeFirstAndEqualOnesByPiece() {
    float[] logs = {NEVER, NEVER, NEVER, -3, -1, -2, -1, NEVER};
    Candidates best = new Distributions(1, 8, logs).best(4);
    assertArrayEquals(new int[] {4, 6, 5, 3}, best.pieces());
    assertArrayEquals(new float[] {-1, -1, -2, -3}, best.logProbabilities());
  }

  @Test
  void bothZerosAreEqual() {
    float[] logs = {NEVER, NEVER, NEVER, -0f, 0f, -0f};
    assertArrayEquals(new int[] {3, 4, 5}, new Distributions(1, 6, logs).best(3).pieces());
  }

  @Test
  void fewAndManyAreRankedAlike() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int vocabulary = 100 + random.nextInt(50);
      float[] logs = new float[vocabulary];
      for (int piece = 0; piece < vocabulary; piece++) {
        logs[piece] = piece < 3 || random.nextInt(9) == 0 ? NEVER : -random.nextInt(30) / 4f;
      }
      int[] expected =
          IntStream.range(3, vocabulary)
              .boxed()
              .sorted(Comparator.comparing(piece -> -logs[piece]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k : new int[] {1, 7, 64, 65, vocabulary - 3}) {
        assertArrayEquals(
            Arrays.copyOf(expected, k),
            new Distributions(1, vocabulary, logs).best(k).pieces(),
            "seed " + seed + ", k " + k);
      }
    }
  }

  @Test
  void candidatesAreSpreadOverTheirRows() {
    Candidates candidates =
        new Candidates(2, 2, new int[] {5, 3, 4, 0}, new float[] {-1, -2, -3, NEVER});
    Distributions all = Distributions.of(candidates, 6);
    assertArrayEquals(
        new float[] {
          NEVER, NEVER, NEVER, -2, NEVER, -1, NEVER, NEVER, NEVER, NEVER, -3, NEVER,
        },
        all.logProbabilities());
  }

  @Test
  void onePieceCanBeAllThatIsLeft() {
    Distributions all = new Distributions(1, 6, new float[] {NEVER, NEVER, NEVER, -1, -2, NEVER});
    all.keepOnly(0, 4);
    assertArrayEquals(new float[] {NEVER, NEVER, NEVER, NEVER, -2, NEVER}, all.logProbabilities());
    for (int piece : new int[] {5, 6}) {
      assertEquals(
          "piece " + piece + " of a forced prefix is none that the network can say",
          assertThrows(IllegalArgumentException.class, () -> all.keepOnly(0, piece)).getMessage());
    }
  }

  @Test
  void sizesMustFit() {
    assertEquals(
        "2 rows of 5 pieces need as many log-probabilities, not 9",
        assertThrows(IllegalArgumentException.class, () -> new Distributions(2, 5, new float[9]))
            .getMessage());
    assertEquals(
        "the scorer was asked for 2 distributions and gave 1",
        assertThrows(
                IllegalStateException.class, () -> new Distributions(1, 5, new float[5]).require(2))
            .getMessage());
  }
}
