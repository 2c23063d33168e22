package org.truchman.seq2seq.service;

import java.time.Duration;

/**
 * How a translator shares its work among threads. Nothing here changes what is found.
 *
 * @param workers threads that own the engine, each with a batch of its own; 0 means one for each
 *     processor (16 at most), and one on a GPU
 * @param batchTokens source pieces in a batch at most, ends of sentences and padding counted; a
 *     sentence that has more stands alone
 * @param delay how long a sentence waits at most for others to be searched with, where so many
 *     callers were there a moment ago; a lone caller never waits
 * @param queueSize sentences that may wait; a caller who comes with more waits until there is room
 */
public record ServiceOptions(int workers, int batchTokens, Duration delay, int queueSize) {
  private static final int MOST_WORKERS = 16;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public ServiceOptions {
    require("workers", workers, 0, 256);
    require("batchTokens", batchTokens, 1, 10_000_000);
    require("queueSize", queueSize, 1, 10_000_000);
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "delay is " + delay + "; allowed: 0 to " + LONGEST_DELAY.toSeconds() + " seconds");
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed: " + least + " to " + most);
    }
  }

  /** Workers chosen by the machine, 2048 pieces in a batch, 2 milliseconds, 2048 sentences. */
  public static ServiceOptions defaults() {
    // 2 milliseconds: a search takes tens of them, so callers that were answered together and come
    // back at once meet in the next batch, and a lone one never waits.
    return new ServiceOptions(0, 2048, Duration.ofMillis(2), 2048);
  }

  /** A copy with another number of workers. */
  public ServiceOptions withWorkers(int value) {
    return new ServiceOptions(value, batchTokens, delay, queueSize);
  }

  /** A copy with another limit of pieces. */
  public ServiceOptions withBatchTokens(int value) {
    return new ServiceOptions(workers, value, delay, queueSize);
  }

  /** A copy with another delay. */
  public ServiceOptions withDelay(Duration value) {
    return new ServiceOptions(workers, batchTokens, value, queueSize);
  }

  /** A copy with another size of the queue. */
  public ServiceOptions withQueueSize(int value) {
    return new ServiceOptions(workers, batchTokens, delay, value);
  }

  /**
   * A copy in which the number of workers is decided.
   *
   * @param gpu whether one device does the work of all
   * @param processors of the machine
   * @param threads of each worker; 0 if that is not decided either
   */
  public ServiceOptions decided(boolean gpu, int processors, int threads) {
    if (workers > 0) {
      return this;
    }
    int share = Math.max(1, processors / Math.max(1, threads));
    return withWorkers(gpu ? 1 : Math.min(MOST_WORKERS, share));
  }
}
