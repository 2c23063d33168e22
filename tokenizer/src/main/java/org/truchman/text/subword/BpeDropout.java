package org.truchman.text.subword;

import java.util.random.RandomGenerator;

/**
 * Leaves merges out at random, so that a model sees words cut in several ways.
 *
 * <p>The random numbers of a line depend on seed, epoch and the number of the line alone, so a
 * training that is resumed sees what it would have seen.
 *
 * @param rate the chance of a merge to be left out each time it could be made, 0 to 1; 0 cuts as
 *     ever, 1 into characters
 * @param seed any number
 * @see <a href="https://aclanthology.org/2020.acl-main.170/">Provilkov et al. 2020</a>
 */
public record BpeDropout(double rate, long seed) {
  /** Odd numbers of no pattern (Steele et al. 2014, SplittableRandom), which keep inputs apart. */
  private static final long EPOCH = 0x9E3779B97F4A7C15L;

  private static final long LINE = 0xBF58476D1CE4E5B9L;

  /** Checks the rate. */
  public BpeDropout {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "BPE dropout is " + rate + "; 0 (never) to 1 (always) is allowed");
    }
  }

  /**
   * The random numbers of a line.
   *
   * @param epoch number of the epoch
   * @param line number of the line
   */
  public RandomGenerator random(long epoch, long line) {
    return new Draws(mix(mix(seed + EPOCH * (epoch + 1)) + LINE * (line + 1)));
  }

  private static long mix(long z) {
    long a = (z ^ z >>> 30) * LINE;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }

  /** SplitMix64: the same numbers on every Java. */
  private static final class Draws implements RandomGenerator {
    private long state;

    Draws(long state) {
      this.state = state;
    }

    @Override
    public long nextLong() {
      state += EPOCH;
      return mix(state);
    }
  }
}
