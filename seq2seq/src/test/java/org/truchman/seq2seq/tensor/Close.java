package org.truchman.seq2seq.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;

/** Assertions that two arrays of floats say the same. */
public final class Close {
  private Close() {}

  /**
   * Asserts that no element differs by more than {@code share} of the greatest expected magnitude.
   *
   * @param what the array's name, for the message
   */
  public static void assertRelative(String what, NDArray expected, NDArray actual, double share) {
    assertEquals(expected.getShape(), actual.getShape(), what);
    assertRelative(what, expected.toFloatArray(), actual.toFloatArray(), share);
  }

  /** The same for plain arrays. */
  public static void assertRelative(String what, float[] expected, float[] actual, double share) {
    double greatest = 0;
    for (float value : expected) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    assertWithin(what, expected, actual, share * greatest);
  }

  /** Asserts that no element differs by more than {@code distance}. */
  public static void assertWithin(String what, NDArray expected, NDArray actual, double distance) {
    assertEquals(expected.getShape(), actual.getShape(), what);
    assertWithin(what, expected.toFloatArray(), actual.toFloatArray(), distance);
  }

  /** The same for plain arrays. */
  public static void assertWithin(String what, float[] expected, float[] actual, double distance) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      if (!(difference <= distance)) { // not so for NaN either
        fail(
            what
                + "["
                + i
                + "] is "
                + actual[i]
                + "; expected "
                + expected[i]
                + " within "
                + distance);
      }
    }
  }

  /** Asserts that every float has the same bits. */
  public static void assertSameBits(String what, float[] expected, float[] actual) {
    assertArrayEquals(bits(expected), bits(actual), what);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
