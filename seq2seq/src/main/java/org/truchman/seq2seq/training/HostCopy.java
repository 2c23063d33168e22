package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import java.nio.ByteOrder;

/**
 * A copy of an array of the device in memory of Java, the same memory each time: a training copies
 * its vectors again and again, and what it leaves behind would let the heap grow.
 */
final class HostCopy {
  private float[] values;

  /**
   * Copies an array.
   *
   * @param vector float32, of the same size each time
   * @return its values, until the next call
   */
  float[] of(NDArray vector) {
    if (values == null) {
      values = new float[Math.toIntExact(vector.size())];
    }
    vector.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    return values;
  }
}
