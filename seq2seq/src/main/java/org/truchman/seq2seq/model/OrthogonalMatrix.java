package org.truchman.seq2seq.model;

import java.util.Random;

/** Random orthogonal matrices (Saxe et al. 2014): what they multiply keeps its length. */
final class OrthogonalMatrix {
  private OrthogonalMatrix() {}

  /**
   * Draws a matrix whose rows are orthogonal to each other and of length 1.
   *
   * <p>Rows are normal numbers, less what they share with the rows before (Gram and Schmidt), taken
   * off twice, because the first time leaves what was rounded.
   *
   * @param size number of rows and columns
   */
  static double[][] draw(int size, Random random) {
    double[][] rows = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        rows[row][column] = random.nextGaussian();
      }
      for (int time = 0; time < 2; time++) {
        for (int before = 0; before < row; before++) {
          add(rows[row], rows[before], -product(rows[row], rows[before]));
        }
        scale(rows[row], 1 / Math.sqrt(product(rows[row], rows[row])));
      }
    }
    return rows;
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static void scale(double[] row, double factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }
}
