package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * What each row of a step looked at in its source.
 *
 * @param weights attention of each place, {@code (B, P, S)}; sums to 1, PAD gets 0; lives as long
 *     as the step
 * @param placeOf the place b * P + p of each row
 */
public record AttentionRows(NDArray weights, long[] placeOf) {

  /**
   * Copies the attention of the first rows from the device.
   *
   * @param rows how many
   * @return {@code (rows, S)}
   */
  public float[][] values(int rows) {
    float[] all = weights.toFloatArray();
    int width = (int) weights.getShape().get(2);
    float[][] values = new float[rows][];
    for (int row = 0; row < rows; row++) {
      int from = Math.toIntExact(placeOf[row] * width);
      values[row] = Arrays.copyOfRange(all, from, from + width);
    }
    return values;
  }
}
