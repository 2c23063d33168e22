package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Checks of array shapes at the borders of layers. */
public final class Shapes {
  private Shapes() {}

  /**
   * Returns the array when it has the shape that is asked for.
   *
   * @param name what the array is, for the message
   * @param sizes the size of each axis; -1 allows any
   * @throws IllegalArgumentException naming the array, its shape and the shape that was asked for
   */
  public static NDArray require(NDArray array, String name, long... sizes) {
    long[] shape = array.getShape().getShape();
    boolean same = shape.length == sizes.length;
    for (int i = 0; same && i < sizes.length; i++) {
      same = sizes[i] == -1 || sizes[i] == shape[i];
    }
    if (!same) {
      throw new IllegalArgumentException(
          name + " has shape " + array.getShape() + "; expected " + new Shape(sizes));
    }
    return array;
  }
}
