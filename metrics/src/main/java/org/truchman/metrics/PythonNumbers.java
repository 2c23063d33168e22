package org.truchman.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Python prints them. */
public final class PythonNumbers {
  // Python writes exponents from here on.
  private static final int LARGEST_PLAIN_EXPONENT = 16;
  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int DIGITS_OF_A_DOUBLE = 17;

  private PythonNumbers() {}

  /**
   * The value with that many decimals, as {@code f"{value:.{width}f}"} gives it.
   *
   * @param value any finite number
   * @param width the number of decimals, 0 or more
   * @return its exact value, rounded half to even
   */
  public static String fixed(double value, int width) {
    return new BigDecimal(value).setScale(width, RoundingMode.HALF_EVEN).toPlainString();
  }

  /**
   * The shortest decimal that reads back as the value, as {@code repr(value)} gives it.
   *
   * @param value any finite number
   * @return for example 0.1, 100.0, 1e-05
   */
  public static String repr(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal decimal = shortest(value).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - decimal.scale() - 1;
    String sign = value < 0 ? "-" : "";
    if (exponent < SMALLEST_PLAIN_EXPONENT || exponent >= LARGEST_PLAIN_EXPONENT) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String padded = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
      return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + padded;
    }
    String plain = decimal.toPlainString();
    return decimal.scale() <= 0 ? plain + ".0" : plain;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
      BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (near.doubleValue() == value) {
        return near;
      }
      // Below a power of two the doubles lie closer, so that the nearest decimal may miss where
      // the one on the far side still hits.
      BigDecimal far = exact.round(new MathContext(digits, RoundingMode.UP));
      if (far.doubleValue() == value) {
        return far;
      }
    }
    return exact.round(new MathContext(DIGITS_OF_A_DOUBLE, RoundingMode.HALF_EVEN));
  }
}
