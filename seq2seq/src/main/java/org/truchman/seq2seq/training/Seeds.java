package org.truchman.seq2seq.training;

/** Seeds for parts of a run, each a hash of the run's seed and a number. */
public final class Seeds {
  private Seeds() {}

  /** A seed for the given number; neighbours share nothing (the finaliser of SplitMix64). */
  public static long of(long seed, long number) {
    long z = seed * 0x9E3779B97F4A7C15L + number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
