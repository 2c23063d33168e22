package org.truchman.seq2seq.checkpoint;

/**
 * Converts between float32 and the two 16-bit formats, rounding to nearest, ties to even, as IEEE
 * 754-2019, 4.3.1. What is too large becomes infinite; NaN stays NaN with the upper bits of its
 * payload.
 */
final class HalfPrecision {

  private static final int INFINITY_32 = 0x7F80_0000;

  /** 2^-14, the least normal binary16, in float32. */
  private static final int LEAST_NORMAL_16 = 0x3880_0000;

  /** 2^16, from where on every float32 is infinite in binary16. */
  private static final int BEYOND_16 = 0x4780_0000;

  /** Exponent bias 127 of float32 less 15 of binary16, in place. */
  private static final int REBIAS = 112 << 23;

  private HalfPrecision() {}

  static short toFloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7FFF_FFFF;
    return (short) (sign | magnitude16(magnitude));
  }

  private static int magnitude16(int magnitude) {
    if (magnitude > INFINITY_32) {
      int payload = magnitude >>> 13 & 0x3FF;
      return 0x7C00 | (payload == 0 ? 0x200 : payload);
    }
    if (magnitude >= BEYOND_16) {
      return 0x7C00;
    }
    if (magnitude >= LEAST_NORMAL_16) {
      return roundedShift(magnitude - REBIAS, 13);
    }
    // Subnormal: count in units of 2^-24. Below exponent 102 (2^-25) everything rounds to zero.
    int exponent = magnitude >>> 23;
    return exponent < 102 ? 0 : roundedShift(magnitude & 0x7F_FFFF | 0x80_0000, 126 - exponent);
  }

  static float fromFloat16(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
    }
    int magnitude =
        exponent == 0x1F ? INFINITY_32 | fraction << 13 : (exponent << 10 | fraction) << 13;
    return Float.intBitsToFloat(sign | (exponent == 0x1F ? magnitude : magnitude + REBIAS));
  }

  static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if ((bits & 0x7FFF_FFFF) > INFINITY_32) {
      int upper = bits >>> 16;
      return (short) ((upper & 0x7F) == 0 ? upper | 0x40 : upper);
    }
    int sign = bits >>> 16 & 0x8000;
    return (short) (sign | roundedShift(bits & 0x7FFF_FFFF, 16));
  }

  static float fromBfloat16(short half) {
    return Float.intBitsToFloat(half << 16);
  }

  /** Divides by a power of two and rounds to nearest, ties to even; a carry grows the exponent. */
  private static int roundedShift(int magnitude, int shift) {
    int quotient = magnitude >>> shift;
    int rest = magnitude & (1 << shift) - 1;
    int half = 1 << shift - 1;
    boolean up = rest > half || rest == half && (quotient & 1) == 1;
    return up ? quotient + 1 : quotient;
  }
}
