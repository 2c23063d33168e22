package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;

/**
 * An affine map of many outputs, of which every batch needs others: maps of some of them are made
 * often and soon closed. Any number of threads may use it.
 */
public interface LinearRows extends AutoCloseable {
  /**
   * The map of some outputs.
   *
   * @param rows which ones, {@code (N)}, int64; what is made lives on its manager, to be closed
   *     before it
   * @return {@code (R, I)} to {@code (R, N)}
   */
  Linear of(NDArray rows);

  @Override
  void close();
}
