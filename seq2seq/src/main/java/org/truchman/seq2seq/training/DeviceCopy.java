package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/**
 * Copies floats into an array that is on the device already.
 *
 * <p>{@code NDArray.set(float[])} would put a buffer of the Java side in place of the array's own
 * memory, of another alignment and outside the engine's allocator.
 */
final class DeviceCopy {
  private DeviceCopy() {}

  /** Copies {@code values}, bit by bit, into {@code vector}, of as many floats. */
  static void of(float[] values, NDArray vector) {
    try (NDManager copy = vector.getManager().newSubManager()) {
      vector.set(new NDIndex(":"), copy.create(values));
    }
  }
}
