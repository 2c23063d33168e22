package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

/** Seeded random arrays. */
public final class Draw {
  private Draw() {}

  /** Floats uniform within {@code bound} of 0. */
  public static float[] uniform(Random random, double bound, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }

  /** An array of the given shape, uniform within {@code bound} of 0. */
  public static NDArray uniform(NDManager manager, Random random, double bound, long... shape) {
    Shape sizes = new Shape(shape);
    return manager.create(uniform(random, bound, (int) sizes.size()), sizes);
  }
}
