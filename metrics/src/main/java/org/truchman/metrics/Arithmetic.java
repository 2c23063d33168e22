package org.truchman.metrics;

/**
 * In which numbers a sum of statistics is kept while a score is made of it.
 *
 * <p>sacreBLEU adds up Python's numbers for a score, but NumPy's for the samples of its
 * significance tests, and the last digits of those differ. NumPy's rules are those of its version 2
 * (NEP 50): Python's numbers adapt to the array that they meet.
 */
public enum Arithmetic {
  /** Python's numbers: scores of a corpus or a sentence. */
  DOUBLE,
  /** NumPy's float32: samples of a bootstrap. */
  SINGLE,
  /** NumPy's int64: trials of approximate randomisation; a fraction that is added is cut off. */
  WHOLE;

  /** A value of the sum. */
  NumpyScalar number(double value) {
    return this == SINGLE ? NumpyScalar.single(value) : NumpyScalar.of(value);
  }

  /** What is left in an array of such numbers after something was added to one of them. */
  NumpyScalar raised(NumpyScalar number, double amount) {
    NumpyScalar sum = number.plus(NumpyScalar.of(amount));
    return this == WHOLE ? NumpyScalar.of(Math.floor(sum.value())) : sum;
  }
}
