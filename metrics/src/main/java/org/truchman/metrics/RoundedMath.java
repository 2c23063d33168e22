package org.truchman.metrics;

/**
 * Exponential and logarithm rounded to the nearest double.
 *
 * <p>The JDK's may be off by one unit in the last place, and differ from the C library's, whose
 * results Python prints. The C library's are the nearest double in about 99 of 100 cases, so these
 * agree with it most closely, and on every machine. Values are computed as unevaluated sums of two
 * doubles.
 */
final class RoundedMath {
  private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
  // The argument is divided by 2^9, where ten terms of the series reach 100 bits.
  private static final int HALVINGS = 9;
  private static final int TERMS = 10;
  // Beyond this the reduced result would leave the range of doubles; it is 0 in effect.
  private static final double SMALLEST = -700;

  private RoundedMath() {}

  /** A number as the sum of two doubles that do not overlap. */
  private record Sum(double high, double low) {

    /** The exact sum of two doubles. */
    static Sum of(double a, double b) {
      double high = a + b;
      double other = high - a;
      return new Sum(high, (a - (high - other)) + (b - other));
    }

    /** The exact product of two doubles. */
    static Sum product(double a, double b) {
      double high = a * b;
      return new Sum(high, Math.fma(a, b, -high));
    }

    Sum plus(Sum that) {
      Sum top = of(high, that.high);
      return of(top.high, top.low + low + that.low);
    }

    Sum times(Sum that) {
      Sum top = product(high, that.high);
      return of(top.high, top.low + high * that.low + low * that.high);
    }

    Sum scaled(double powerOfTwo) {
      return new Sum(high * powerOfTwo, low * powerOfTwo);
    }

    Sum dividedBy(int divisor) {
      double quotient = high / divisor;
      double rest = Math.fma(-quotient, divisor, high) + low;
      return of(quotient, rest / divisor);
    }
  }

  /** The exponential of a value up to 700. */
  static double exp(double value) {
    return value < SMALLEST ? StrictMath.exp(value) : expSum(value).high;
  }

  /** The natural logarithm of a normal positive value. */
  static double log(double value) {
    // One step of Newton's method from a result that is good to the last bit but one.
    double near = StrictMath.log(value);
    Sum ratio = expSum(-near).times(new Sum(value, 0));
    return near + ratio.plus(new Sum(-1, 0)).high;
  }

  private static Sum expSum(double value) {
    double twos = Math.rint(value / LN2_HIGH);
    Sum ln2 = Sum.product(twos, LN2_HIGH).plus(Sum.product(twos, LN2_LOW));
    Sum reduced = new Sum(value, 0).plus(ln2.scaled(-1)).scaled(1.0 / (1 << HALVINGS));
    Sum one = new Sum(1, 0);
    Sum result = one;
    for (int n = TERMS; n > 0; n--) {
      result = one.plus(result.times(reduced).dividedBy(n));
    }
    for (int i = 0; i < HALVINGS; i++) {
      result = result.times(result);
    }
    return result.scaled(Math.scalb(1.0, (int) twos));
  }
}
