package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

class PieceSamplerTest {
  private static final float NEVER = Float.NEGATIVE_INFINITY;
  private static final double ALMOST_ONE = 1 - 0x1p-53;

  /** Probabilities 1/2, 1/4, 1/8, 1/8 of 4, 5, 6 and 7. */
  private static final Candidates HALVES =
      new Candidates(1, 4, new int[] {4, 5, 6, 7}, logs(0.5, 0.25, 0.125, 0.125));

  private static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return logs;
  }

  private static int draw(SearchConfig config, double uniform) {
    return new PieceSampler(config).draw(HALVES, 0, new NextPieces(), uniform);
  }

  @Test
  void eachPieceHasItsShareOfTheNumbers() {
    SearchConfig plain = Searches.sampling(1, 1, 0, 1);
    assertEquals(0, draw(plain, 0));
    assertEquals(0, draw(plain, 0.49));
    assertEquals(1, draw(plain, 0.51));
    assertEquals(1, draw(plain, 0.74));
    assertEquals(2, draw(plain, 0.76));
    assertEquals(3, draw(plain, 0.88));
    assertEquals(3, draw(plain, ALMOST_ONE));
  }

  /** Temperature 1/2 squares: 1/4, 1/16, 1/64, 1/64, together 22/64: shares 16, 4, 1, 1 of 22. */
  @Test
  void aLowTemperatureSharpens() {
    SearchConfig cold = Searches.sampling(1, 0.5, 0, 1);
    assertEquals(0, draw(cold, 15.9 / 22));
    assertEquals(1, draw(cold, 16.1 / 22));
    assertEquals(1, draw(cold, 19.9 / 22));
    assertEquals(2, draw(cold, 20.1 / 22));
    assertEquals(3, draw(cold, 21.1 / 22));
  }

  @Test
  void theLowestTemperatureTakesTheBest() {
    assertEquals(0, draw(Searches.sampling(1, Double.MIN_VALUE, 0, 1), ALMOST_ONE));
  }

  /** The two best have 1/2 and 1/4: two thirds and one third of what is left. */
  @Test
  void topKDrawsFromTheKBest() {
    SearchConfig two = Searches.sampling(1, 1, 2, 1);
    assertEquals(0, draw(two, 0.66));
    assertEquals(1, draw(two, 0.67));
    assertEquals(1, draw(two, ALMOST_ONE));
  }

  /** 1/2 is less than 0.6, 3/4 is not: the nucleus has two pieces. With 0.5 it has one. */
  @Test
  void topPDrawsFromTheSmallestSetThatHasIt() {
    SearchConfig nucleus = Searches.sampling(1, 1, 0, 0.6);
    assertEquals(0, draw(nucleus, 0.66));
    assertEquals(1, draw(nucleus, 0.67));
    assertEquals(1, draw(nucleus, ALMOST_ONE));
    assertEquals(0, draw(Searches.sampling(1, 1, 0, 0.45), ALMOST_ONE));
  }

  @Test
  void whatMayNotBeSaidIsNotCounted() {
    NextPieces next = new NextPieces();
    next.ban(4);
    SearchConfig two = Searches.sampling(1, 1, 2, 1);
    PieceSampler sampler = new PieceSampler(two);
    assertEquals(1, sampler.draw(HALVES, 0, next, 0.66));
    assertEquals(2, sampler.draw(HALVES, 0, next, 0.67));
    next.force(9);
    assertEquals(-1, sampler.draw(HALVES, 0, next, 0));
  }

  @Test
  void impossiblePiecesAreNeverDrawn() {
    Candidates one = new Candidates(1, 2, new int[] {4, 0}, new float[] {-9, NEVER});
    PieceSampler sampler = new PieceSampler(Searches.sampling(1, 100, 0, 1));
    assertEquals(0, sampler.draw(one, 0, new NextPieces(), ALMOST_ONE));
  }

  @Test
  void drawnNumbersAreEvenAndTheirOwn() {
    int[] tenths = new int[10];
    for (int i = 0; i < 10_000; i++) {
      tenths[(int) (10 * DrawnNumbers.uniform(1, i % 100, i / 100 % 10, i / 1000))]++;
    }
    for (int count : tenths) {
      // 1,000 expected; 30 is one standard deviation.
      assertTrue(Math.abs(count - 1000) < 150, "a tenth has " + count + " of 10,000");
    }
    assertEquals(DrawnNumbers.uniform(1, 2, 3, 4), DrawnNumbers.uniform(1, 2, 3, 4));
    assertEquals(DrawnNumbers.key(new int[] {4, 5}), DrawnNumbers.key(new int[] {4, 5}));
    assertTrue(DrawnNumbers.key(new int[] {4, 5}) != DrawnNumbers.key(new int[] {5, 4}));
    assertTrue(DrawnNumbers.key(new int[] {0}) != DrawnNumbers.key(new int[] {0, 0}));
  }
}
