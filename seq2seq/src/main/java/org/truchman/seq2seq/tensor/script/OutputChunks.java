package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * How many rows meet the output layer at a time, so that no matrix of all rows is kept, and the
 * memory in which they do: the same for every update, because blocks of its size, asked for and
 * given back with every batch, break up malloc's heaps until memory grows.
 *
 * <p>Belongs to the thread that trains.
 */
public final class OutputChunks {
  /** Rows at most: 5 % more tokens per second than with 512. */
  private static final int MOST = 1024;

  /** The same in bfloat16, whose probabilities take half of the room: fewer sums to round. */
  private static final int MOST_HALF = 2048;

  private final NDManager owner;
  private final int most;
  private NDArray room;

  /**
   * Chunks of another size.
   *
   * @param owner on which the room lives
   * @param most rows at a time, at least 1
   */
  public OutputChunks(NDManager owner, int most) {
    this.owner = owner;
    this.most = most;
  }

  /**
   * Chunks of the size that was measured best.
   *
   * @param owner on which the room lives
   * @param half whether the products are taken in bfloat16
   */
  public static OutputChunks usual(NDManager owner, boolean half) {
    return new OutputChunks(owner, half ? MOST_HALF : MOST);
  }

  /**
   * Rows at a time: as few chunks as possible, none too large, share the rows.
   *
   * @param rows all of them
   */
  int rows(long rows) {
    long chunks = (rows + most - 1) / most;
    return (int) ((rows + chunks - 1) / Math.max(1, chunks));
  }

  /** Makes room for the logits of some rows. */
  @FunctionalInterface
  interface Maker {
    /**
     * Room for rows of logits.
     *
     * @return {@code (rows, V)} on {@code owner}, with anything in it
     */
    NDArray make(NDManager owner, int rows);
  }

  /**
   * Where the logits of a chunk are to be written.
   *
   * @param maker of rooms that differ in nothing but their rows
   * @return of {@code rows} or more; the same array until more are needed, which are then the next
   *     power of two, so that it is seldom
   */
  NDArray room(int rows, Maker maker) {
    if (room == null || room.getShape().get(0) < rows) {
      if (room != null) {
        room.close();
      }
      room = maker.make(owner, Math.min(most, 2 * Integer.highestOneBit(rows)));
    }
    return room;
  }
}
