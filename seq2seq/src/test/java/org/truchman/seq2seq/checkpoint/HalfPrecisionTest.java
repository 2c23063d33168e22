package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {

  @Test
  void everyFloat16PatternComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      short half = (short) bits;
      assertEquals(half, HalfPrecision.toFloat16(HalfPrecision.fromFloat16(half)), hex(bits));
    }
  }

  @Test
  void everyBfloat16PatternComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      short half = (short) bits;
      assertEquals(half, HalfPrecision.toBfloat16(HalfPrecision.fromBfloat16(half)), hex(bits));
    }
  }

  @Test
  void everyFloat16PatternHasTheValueOfTheStandard() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.fromFloat16((short) bits);
      int exponent = bits >> 10 & 0x1F;
      int fraction = bits & 0x3FF;
      double sign = (bits & 0x8000) == 0 ? 1 : -1;
      if (exponent == 31 && fraction > 0) {
        assertTrue(Float.isNaN(value), hex(bits));
      } else if (exponent == 31) {
        assertEquals(sign * Double.POSITIVE_INFINITY, value, hex(bits));
      } else {
        double magnitude =
            exponent == 0
                ? fraction * Math.pow(2, -24)
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        assertEquals(sign * magnitude, value, hex(bits));
      }
    }
  }

  @Test
  void everyBfloat16PatternIsTheUpperHalfOfAFloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float expected = Float.intBitsToFloat(bits << 16);
      assertEquals(expected, HalfPrecision.fromBfloat16((short) bits), hex(bits));
    }
  }

  @Test
  void float16IsRoundedToTheNearestAndTiesToEven() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      double low = HalfPrecision.fromFloat16((short) bits);
      double high = HalfPrecision.fromFloat16((short) (bits + 1));
      float middle = (float) ((low + high) / 2);
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertEquals(even, HalfPrecision.toFloat16(middle), hex(bits));
      assertEquals(bits, HalfPrecision.toFloat16(Math.nextDown(middle)), hex(bits));
      assertEquals(bits + 1, HalfPrecision.toFloat16(Math.nextUp(middle)), hex(bits));
      assertEquals((short) (even | 0x8000), HalfPrecision.toFloat16(-middle), hex(bits));
    }
  }

  @Test
  void bfloat16IsRoundedToTheNearestAndTiesToEven() {
    for (int bits = 0; bits < 0x7F7F; bits++) {
      float middle = Float.intBitsToFloat(bits << 16 | 0x8000);
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertEquals(even, HalfPrecision.toBfloat16(middle), hex(bits));
      assertEquals(bits, HalfPrecision.toBfloat16(Math.nextDown(middle)), hex(bits));
      assertEquals(bits + 1, HalfPrecision.toBfloat16(Math.nextUp(middle)), hex(bits));
    }
  }

  @Test
  void tooLargeBecomesInfinite() {
    assertEquals(0x7BFF, HalfPrecision.toFloat16(Math.nextDown(65520f)));
    assertEquals(0x7C00, HalfPrecision.toFloat16(65520f));
    assertEquals(0x7C00, HalfPrecision.toFloat16(Float.MAX_VALUE));
    assertEquals((short) 0xFC00, HalfPrecision.toFloat16(-1e6f));
    assertEquals(0x7F80, HalfPrecision.toBfloat16(Float.MAX_VALUE));
  }

  @Test
  void randomFloatsAreNeverRoundedPastANeighbour() {
    long seed = 20260101;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value) && Math.abs(value) < 65504) {
        int bits = HalfPrecision.toFloat16(value) & 0x7FFF;
        double error = Math.abs(HalfPrecision.fromFloat16((short) bits) - Math.abs((double) value));
        double unit = Math.max(Math.pow(2, -24), Math.pow(2, Math.getExponent(value) - 10));
        assertTrue(error <= unit / 2, "seed " + seed + ", value " + value);
      }
    }
  }

  private static String hex(int bits) {
    return "pattern " + Integer.toHexString(bits);
  }
}
