package org.truchman.seq2seq.checkpoint;

import java.util.Arrays;
import java.util.List;

/**
 * The name and shape of a tensor that a configuration demands.
 *
 * @param name not empty
 * @param shape sizes of the axes, at least one axis, each size at least 1, the product below 2^31
 */
public record TensorSpec(String name, List<Integer> shape) {

  /**
   * Checks name and shape.
   *
   * @throws IllegalArgumentException if the name is empty or the shape not allowed
   */
  public TensorSpec {
    shape = List.copyOf(shape);
    if (name.isEmpty() || name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("tensor name is \"" + name + "\"; allowed: another one");
    }
    long product = shape.isEmpty() ? 0 : 1;
    for (int size : shape) {
      product = size < 1 || product > Integer.MAX_VALUE ? 0 : product * size;
    }
    if (product < 1 || product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor \"%s\" has shape %s; allowed: at least one axis, sizes from 1, fewer than 2^31 values"
              .formatted(name, shape));
    }
  }

  /**
   * Gives the specification of a tensor.
   *
   * @param name not empty
   * @param shape sizes of the axes
   * @return the specification
   */
  public static TensorSpec of(String name, int... shape) {
    return new TensorSpec(name, Arrays.stream(shape).boxed().toList());
  }

  /**
   * Counts the values.
   *
   * @return the product of the shape, at least 1
   */
  public int count() {
    return shape.stream().reduce(1, (product, size) -> product * size);
  }

  /** Counts the rows, which are what stands behind the first axis. */
  int rows() {
    return shape.get(0);
  }

  boolean isVector() {
    return shape.size() == 1;
  }
}
