package org.truchman.seq2seq.decoding;

/**
 * Random numbers as a function of what they are for, so that no order of calls decides them.
 *
 * <p>They are hashes (the finaliser of SplitMix64, chained over the arguments).
 */
public final class DrawnNumbers {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private DrawnNumbers() {}

  /** Gives a key of a sentence: equal pieces, equal keys. */
  static long key(int[] pieces) {
    long key = pieces.length;
    for (int piece : pieces) {
      key = mix(key, piece);
    }
    return key;
  }

  /**
   * Gives the number that decides one piece of one sample.
   *
   * @param seed of all samples
   * @param key of the sentence
   * @param sample its number, from 0
   * @param step pieces that the sample has already
   * @return at least 0, less than 1, a multiple of 2^-53
   */
  public static double uniform(long seed, long key, int sample, int step) {
    return (mix(mix(mix(seed, key), sample), step) >>> 11) * 0x1p-53;
  }

  private static long mix(long before, long number) {
    long z = before * GOLDEN + number + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
