package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A batch of token sequences of different lengths on the device, with its masks.
 *
 * @param ids token ids, PAD after each sequence's end, {@code (B, T)}, int64
 * @param valid 1 at tokens and 0 at PAD, {@code (B, T, 1)}, float32
 * @param pads 0 at tokens and 1 at PAD, {@code (B, T, 1)}, float32
 * @param last position b * T + length(b) - 1 of each sequence's last token, {@code (B)}, int64
 * @param lengths tokens of each sequence, at least 1
 */
public record TokenTensor(NDArray ids, NDArray valid, NDArray pads, NDArray last, int[] lengths) {

  /**
   * Copies a padded batch to the device and makes its masks from the lengths.
   *
   * @param manager where the arrays live
   * @param ids row-major {@code (B, T)}
   * @param lengths {@code (B)}, each from 1 to T
   * @throws IllegalArgumentException if a length is outside 1..T
   */
  public static TokenTensor of(NDManager manager, int[] ids, int[] lengths) {
    int batch = lengths.length;
    int width = ids.length / batch;
    float[] valid = new float[ids.length];
    float[] pads = new float[ids.length];
    long[] last = new long[batch];
    for (int b = 0; b < batch; b++) {
      if (lengths[b] < 1 || lengths[b] > width) {
        throw new IllegalArgumentException(
            "length " + lengths[b] + " of row " + b + " is not within 1 to " + width);
      }
      last[b] = (long) b * width + lengths[b] - 1;
      for (int t = 0; t < width; t++) {
        (t < lengths[b] ? valid : pads)[b * width + t] = 1f;
      }
    }
    Shape mask = new Shape(batch, width, 1);
    return new TokenTensor(
        manager.create(toLongs(ids), new Shape(batch, width)),
        manager.create(valid, mask),
        manager.create(pads, mask),
        manager.create(last, new Shape(batch)),
        lengths.clone());
  }

  private static long[] toLongs(int[] ids) {
    long[] longs = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      longs[i] = ids[i];
    }
    return longs;
  }

  /** The number of sequences, B. */
  public int batch() {
    return lengths.length;
  }

  /** The padded length, T. */
  public int width() {
    return (int) ids.getShape().get(1);
  }
}
