package org.truchman.seq2seq;

import java.time.Duration;

/** Thrown when a translation was not there within its time limit. */
public final class TimeLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration limit;

  /** Names the limit that was not kept. */
  public TimeLimitException(Duration limit) {
    super("no translation within the time limit of " + limit.toMillis() + " milliseconds");
    this.limit = limit;
  }

  /** The limit. */
  public Duration limit() {
    return limit;
  }
}
