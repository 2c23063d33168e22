package org.truchman.metrics;

/**
 * How scores are printed.
 *
 * @param width the number of decimals, 0 or more
 * @param scoreOnly whether nothing but the number is printed
 * @param shortSignature whether signatures are abbreviated; JSON ignores it
 */
public record ReportStyle(int width, boolean scoreOnly, boolean shortSignature) {

  /** Refuses a negative width. */
  public ReportStyle {
    if (width < 0) {
      throw new IllegalArgumentException("width " + width + ": the number of decimals is 0 or more");
    }
  }

  /**
   * The style of sacreBLEU's command line: one decimal, long signatures.
   *
   * @return the default style
   */
  public static ReportStyle defaults() {
    return new ReportStyle(1, false, false);
  }

  /**
   * A copy with another number of decimals.
   *
   * @param value 0 or more
   * @return the copy
   */
  public ReportStyle withWidth(int value) {
    return new ReportStyle(value, scoreOnly, shortSignature);
  }

  /**
   * A copy that prints numbers only, or not.
   *
   * @param value whether nothing but the number is printed
   * @return the copy
   */
  public ReportStyle withScoreOnly(boolean value) {
    return new ReportStyle(width, value, shortSignature);
  }

  /**
   * A copy with short signatures, or long ones.
   *
   * @param value whether signatures are abbreviated
   * @return the copy
   */
  public ReportStyle withShortSignature(boolean value) {
    return new ReportStyle(width, scoreOnly, value);
  }
}
