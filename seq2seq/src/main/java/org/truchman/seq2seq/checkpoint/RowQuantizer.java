package org.truchman.seq2seq.checkpoint;

/**
 * Rounds the rows of a matrix to whole numbers from -127 to 127, each row by its own scale: {@code
 * value = scale * whole}, scale = greatest magnitude of the row / 127.
 */
final class RowQuantizer {

  /** The greatest whole number; -128 is left out, so that the range is symmetric. */
  static final int GREATEST = 127;

  private RowQuantizer() {}

  /**
   * Gives the scale of each row.
   *
   * @param values the matrix in row-major order, {@code (R, C)}, finite
   * @param rows R
   * @return the scales {@code (R)}, each at least the least normal float, so that none is 0
   */
  static float[] scales(float[] values, int rows) {
    float[] scales = new float[rows];
    int columns = values.length / rows;
    for (int row = 0; row < rows; row++) {
      float greatest = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        greatest = Math.max(greatest, Math.abs(values[i]));
      }
      scales[row] = Math.max(greatest / GREATEST, Float.MIN_NORMAL);
    }
    return scales;
  }

  /** Gives the whole numbers nearest to {@code values / scales}, ties to even. */
  static float[] quantize(float[] values, float[] scales) {
    float[] whole = new float[values.length];
    int columns = values.length / scales.length;
    for (int row = 0; row < scales.length; row++) {
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        double rounded = Math.rint((double) values[i] / scales[row]);
        whole[i] = (float) Math.max(-GREATEST, Math.min(GREATEST, rounded));
      }
    }
    return whole;
  }

  /** Multiplies each row of whole numbers by its scale, in place. */
  static void dequantize(float[] whole, float[] scales) {
    int columns = whole.length / scales.length;
    for (int row = 0; row < scales.length; row++) {
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        whole[i] *= scales[row];
      }
    }
  }
}
