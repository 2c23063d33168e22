package org.truchman.metrics.significance;

import java.math.BigInteger;

/**
 * Spreads a seed over the state of a generator, as NumPy's SeedSequence does.
 *
 * @see <a href="https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html">O'Neill
 *     2015</a>
 */
final class SeedSequence {
  // The constants are NumPy's, which took most of them from O'Neill's randutils.
  private static final int POOL = 4;
  private static final int SHIFT = 16;
  private static final int FIRST_IN = 0x43B0D7E5;
  private static final int FACTOR_IN = 0x931E8875;
  private static final int FIRST_OUT = 0x8B51F9DD;
  private static final int FACTOR_OUT = 0x58F38DED;
  private static final int MIX_LEFT = 0xCA01F9DD;
  private static final int MIX_RIGHT = 0x4973F715;

  private final int[] pool = new int[POOL];
  private int constant = FIRST_IN;

  /** Takes in a number of 0 or more, 32 bits at a time from the lowest. */
  SeedSequence(BigInteger seed) {
    int words = Math.max(1, (seed.bitLength() + 31) / 32);
    for (int i = 0; i < POOL; i++) {
      pool[i] = hashed(i < words ? word(seed, i) : 0);
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          pool[to] = mixed(pool[to], hashed(pool[from]));
        }
      }
    }
    for (int i = POOL; i < words; i++) {
      for (int to = 0; to < POOL; to++) {
        pool[to] = mixed(pool[to], hashed(word(seed, i)));
      }
    }
  }

  /** That many numbers of 64 bits; always the same. */
  long[] state(int count) {
    long[] state = new long[count];
    int factor = FIRST_OUT;
    for (int i = 0; i < 2 * count; i++) {
      int value = pool[i % POOL] ^ factor;
      factor *= FACTOR_OUT;
      value *= factor;
      value ^= value >>> SHIFT;
      state[i / 2] |= (value & 0xFFFFFFFFL) << 32 * (i % 2);
    }
    return state;
  }

  private int hashed(int value) {
    int result = value ^ constant;
    constant *= FACTOR_IN;
    result *= constant;
    return result ^ result >>> SHIFT;
  }

  private static int mixed(int x, int y) {
    int result = MIX_LEFT * x - MIX_RIGHT * y;
    return result ^ result >>> SHIFT;
  }

  private static int word(BigInteger seed, int index) {
    return seed.shiftRight(32 * index).intValue();
  }
}
