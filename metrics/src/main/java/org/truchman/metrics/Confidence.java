package org.truchman.metrics;

/**
 * Where a score lies in 95 of 100 samples of its corpus.
 *
 * @param mean the mean score of the samples
 * @param margin half the width of the interval around it
 */
public record Confidence(double mean, double margin) {

  /**
   * The interval as it is printed behind a score.
   *
   * @param width the number of decimals
   * @return for example {@code μ = 24.3 ± 0.6}
   */
  public String text(int width) {
    return "\u03BC = " + values(width);
  }

  /**
   * The interval as it is printed in a table.
   *
   * @param width the number of decimals
   * @return for example {@code 24.3 ± 0.6}
   */
  public String values(int width) {
    return PythonNumbers.fixed(mean, width) + " \u00B1 " + PythonNumbers.fixed(margin, width);
  }
}
