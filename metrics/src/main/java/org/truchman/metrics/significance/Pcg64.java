package org.truchman.metrics.significance;

import java.util.Arrays;

/**
 * NumPy's default random numbers: PCG64, and what {@code Generator.choice} and {@code
 * Generator.integers} draw from it.
 *
 * <p>The state has 128 bits, is multiplied and added to, and gives 64 bits at each step. Not
 * thread-safe.
 *
 * @see <a href="https://www.pcg-random.org/paper.html">O'Neill 2014, PCG XSL RR 128/64</a>
 */
final class Pcg64 {
  // The multiplier for 128 bits of the PCG family.
  private static final long FACTOR_HIGH = 0x2360ED051FC65DA4L;
  private static final long FACTOR_LOW = 0x4385DF649FCCF645L;
  private static final long LOW_HALF = 0xFFFFFFFFL;

  private final long stepHigh;
  private final long stepLow;
  private long high;
  private long low;
  private long spare; // the upper half of the last 64 bits, where only the lower was asked for
  private boolean hasSpare;
  private int coins;
  private int coinsLeft;

  Pcg64(SeedSequence seed) {
    long[] words = seed.state(4);
    stepHigh = words[2] << 1 | words[3] >>> 63;
    stepLow = words[3] << 1 | 1;
    step();
    add(words[0], words[1]);
    step();
  }

  /** The next 64 bits. */
  long nextLong() {
    step();
    return mixed(high, low);
  }

  /** The next 32 bits: of each 64 first the lower half, then the upper. */
  int nextInt() {
    if (hasSpare) {
      hasSpare = false;
      return (int) spare;
    }
    long next = nextLong();
    spare = next >>> 32;
    hasSpare = true;
    return (int) next;
  }

  /**
   * Draws with replacement, as {@code choice(bound, replace=True)}.
   *
   * @param draws receives numbers from 0 to below the bound
   * @param bound at least 1; with 1 nothing is drawn
   * @see <a href="https://arxiv.org/abs/1805.10941">Lemire 2019</a>
   */
  void choose(int[] draws, int bound) {
    if (bound == 1) {
      Arrays.fill(draws, 0);
      return;
    }
    // Products whose lower half is less would favour some numbers; they are drawn again.
    int tooLow = Integer.remainderUnsigned(-bound, bound);
    int i = 0;
    while (i < draws.length) {
      long product = (nextInt() & LOW_HALF) * bound;
      if ((product & LOW_HALF) >= tooLow) {
        draws[i++] = (int) (product >>> 32);
      }
    }
  }

  /** Tosses coins, as {@code integers(2, dtype=bool)}: 32 of each 32 bits, from the lowest. */
  void toss(int[] tosses) {
    for (int i = 0; i < tosses.length; i++) {
      if (coinsLeft == 0) {
        coins = nextInt();
        coinsLeft = Integer.SIZE;
      }
      tosses[i] = coins & 1;
      coins >>>= 1;
      coinsLeft--;
    }
  }

  private static long mixed(long high, long low) {
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private void step() {
    // The factor is positive; the state counts as unsigned.
    long carried = Math.multiplyHigh(low, FACTOR_LOW) + (low >> 63 & FACTOR_LOW);
    high = carried + high * FACTOR_LOW + low * FACTOR_HIGH;
    low *= FACTOR_LOW;
    add(stepHigh, stepLow);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }
}
