package org.truchman.metrics.significance;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where random numbers begin.
 *
 * @param text as it was written
 * @param number the number; empty if each use is to begin elsewhere
 */
public record Seed(String text, Optional<BigInteger> number) {
  private static final String STANDARD = "12345";
  private static final int BITS_OF_CHANCE = 128; // what NumPy takes from the system

  /** Refuses a negative number. */
  public Seed {
    Objects.requireNonNull(text, "text");
    if (number.isPresent() && number.get().signum() < 0) {
      throw refused(text);
    }
  }

  /**
   * sacreBLEU's seed where none is chosen.
   *
   * @return 12345
   */
  public static Seed standard() {
    return of(STANDARD);
  }

  /**
   * Reads a seed as sacreBLEU reads it from {@code SACREBLEU_SEED}.
   *
   * @param text a whole number of 0 or more, however large, or none
   * @return the seed
   * @throws IllegalArgumentException if it is neither
   */
  public static Seed of(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("none")) {
      return new Seed(text, Optional.empty());
    }
    String digits = text.strip().replaceFirst("^\\+", "");
    if (!digits.matches("[0-9]+(_[0-9]+)*")) {
      throw refused(text);
    }
    return new Seed(text, Optional.of(new BigInteger(digits.replace("_", ""))));
  }

  /**
   * The seed in the signature of a paired test.
   *
   * @return the number in its shortest form, or none
   */
  public String canonical() {
    return number.map(BigInteger::toString).orElse("none");
  }

  /** A generator that begins here. */
  Pcg64 generator() {
    return new Pcg64(
        new SeedSequence(
            number.orElseGet(() -> new BigInteger(BITS_OF_CHANCE, new SecureRandom()))));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "seed '" + text + "': give a whole number of 0 or more, or none");
  }
}
