package org.truchman.seq2seq.checkpoint;

/**
 * A tensor as it goes into a file. The array is not copied; who gives it away leaves it alone until
 * it is written.
 *
 * @param spec name and shape
 * @param values the values in row-major order, as many as the shape says
 */
public record NamedTensor(TensorSpec spec, float[] values) {

  /**
   * Checks that values and shape agree.
   *
   * @throws IllegalArgumentException if their numbers differ
   */
  public NamedTensor {
    if (values.length != spec.count()) {
      throw new IllegalArgumentException(
          "tensor \"%s\" has %d values; its shape %s demands %d"
              .formatted(spec.name(), values.length, spec.shape(), spec.count()));
    }
  }

  /**
   * Gives a named tensor.
   *
   * @param name not empty
   * @param values the values in row-major order
   * @param shape sizes of the axes
   * @return the tensor
   */
  public static NamedTensor of(String name, float[] values, int... shape) {
    return new NamedTensor(TensorSpec.of(name, shape), values);
  }

  /**
   * Gives the name.
   *
   * @return the name of the specification
   */
  public String name() {
    return spec.name();
  }

  /**
   * Finds the first value that is infinite or not a number.
   *
   * @return its index, or -1 if all are finite
   */
  int firstNotFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Refuses values that are infinite or not a number. */
  void requireFinite() {
    int index = firstNotFinite();
    if (index >= 0) {
      throw new IllegalArgumentException(
          "tensor \"%s\" has %s at index %d; allowed: finite values"
              .formatted(name(), values[index], index));
    }
  }
}
