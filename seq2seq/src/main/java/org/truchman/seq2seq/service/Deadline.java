package org.truchman.seq2seq.service;

import java.time.Duration;

/** An instant that something must be done by, or never. */
public final class Deadline {
  /** There is time without end: 73 years, so that sums with the clock stay in range. */
  private static final long ENDLESS = Long.MAX_VALUE / 4;

  private static final Deadline NEVER = new Deadline(0, ENDLESS);

  private final long start;
  private final long nanos;

  private Deadline(long start, long nanos) {
    this.start = start;
    this.nanos = nanos;
  }

  /** Gives the instant so long from now; never, for null. */
  public static Deadline after(Duration limit) {
    if (limit == null) {
      return NEVER;
    }
    boolean endless = limit.compareTo(Duration.ofNanos(ENDLESS)) >= 0;
    return endless ? NEVER : new Deadline(System.nanoTime(), limit.toNanos());
  }

  /** Gives the nanoseconds that are left; 0 or less when it has passed. */
  public long nanosLeft() {
    return nanos == ENDLESS ? ENDLESS : nanos - (System.nanoTime() - start);
  }
}
