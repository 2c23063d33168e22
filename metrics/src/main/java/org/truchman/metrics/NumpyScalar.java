package org.truchman.metrics;

/**
 * A number as NumPy 2 reckons with it: single precision wins over Python's double.
 *
 * @param value the number; if single, one that a float holds
 * @param single whether it is NumPy's float32; otherwise Python's float, or NumPy's float64
 */
public record NumpyScalar(double value, boolean single) {

  /**
   * A double.
   *
   * @param value any number
   * @return Python's number
   */
  public static NumpyScalar of(double value) {
    return new NumpyScalar(value, false);
  }

  /**
   * A number rounded to single precision.
   *
   * @param value any number
   * @return NumPy's float32 that is nearest to it
   */
  public static NumpyScalar single(double value) {
    return new NumpyScalar((float) value, true);
  }

  /**
   * The sum.
   *
   * @param that another number
   * @return single if either is
   */
  public NumpyScalar plus(NumpyScalar that) {
    return single || that.single
        ? single((float) value + (float) that.value)
        : of(value + that.value);
  }

  /**
   * The difference.
   *
   * @param that what is taken away
   * @return single if either is
   */
  public NumpyScalar minus(NumpyScalar that) {
    return plus(new NumpyScalar(-that.value, that.single));
  }

  /**
   * The absolute value.
   *
   * @return 0 or more, as precise as this
   */
  public NumpyScalar magnitude() {
    return new NumpyScalar(Math.abs(value), single);
  }

  /**
   * The product.
   *
   * @param that another number
   * @return single if either is
   */
  public NumpyScalar times(NumpyScalar that) {
    return single || that.single
        ? single((float) value * (float) that.value)
        : of(value * that.value);
  }

  /**
   * The product with one of Python's numbers.
   *
   * @param factor a number that adapts to this one
   * @return single if this is
   */
  public NumpyScalar times(double factor) {
    return times(of(factor));
  }

  /**
   * The quotient.
   *
   * @param that the divisor, not 0
   * @return single if either is
   */
  public NumpyScalar dividedBy(NumpyScalar that) {
    return single || that.single
        ? single((float) value / (float) that.value)
        : of(value / that.value);
  }

  /**
   * The quotient by one of Python's numbers.
   *
   * @param divisor a number that adapts to this one, not 0
   * @return single if this is
   */
  public NumpyScalar dividedBy(double divisor) {
    return dividedBy(of(divisor));
  }
}
