package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;

/**
 * An affine map whose weights were made ready once, in one number format. Any number of threads may
 * use it; what each row gives does not depend on the other rows beyond what {@link
 * SearchOperators#linear} says.
 */
public interface Linear extends AutoCloseable {
  /**
   * Applies the map.
   *
   * @param x {@code (R, I)}, float32
   * @return {@code (R, O)}, float32, on the manager of {@code x}
   */
  NDArray apply(NDArray x);

  /**
   * Applies the map and adds something to what it gives, in one pass where that is possible.
   *
   * @param x {@code (R, I)}, float32
   * @param plus {@code (R, O)}, float32
   * @return {@code (R, O)}, float32, on the manager of {@code x}
   */
  default NDArray applyPlus(NDArray x, NDArray plus) {
    return apply(x).add(plus);
  }

  @Override
  void close();
}
