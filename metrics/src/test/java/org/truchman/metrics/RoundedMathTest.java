package org.truchman.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundedMathTest {

  @Test
  void knownConstantsAreTheNearestDoubles() {
    assertEquals(Math.E, RoundedMath.exp(1));
    assertEquals(0x1.62e42fefa39efp-1, RoundedMath.log(2)); // ln 2
    assertEquals(0x1.26bb1bbb55516p1, RoundedMath.log(10)); // ln 10
    assertEquals(1, RoundedMath.exp(0));
    assertEquals(0, RoundedMath.log(1));
    assertEquals(0, RoundedMath.exp(-9999999999.0));
  }

  @Test
  void resultsAreWithinOneUnitOfTheJdks() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double exponent = 20 * random.nextDouble() - 15;
      double exp = StrictMath.exp(exponent);
      assertEquals(exp, RoundedMath.exp(exponent), Math.ulp(exp), "seed " + seed);
      double value = 100 * random.nextDouble();
      double log = StrictMath.log(value);
      assertEquals(log, RoundedMath.log(value), Math.ulp(log), "seed " + seed);
    }
  }

  @Test
  void logarithmUndoesThePowersOfTwo() {
    for (int power = 1; power < 60; power++) {
      // n ln 2 from a constant of 107 bits, rounded once.
      double expected = Math.fma(power, 0x1.62e42fefa39efp-1, power * 0x1.abc9e3b39803fp-56);
      assertEquals(expected, RoundedMath.log(Math.scalb(1.0, power)));
    }
  }
}
