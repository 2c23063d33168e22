package org.truchman.seq2seq.config;

/**
 * The checks of configuration values. Each throws an {@link IllegalArgumentException} that names
 * the full key, the value and what is allowed.
 */
final class Allowed {

  private Allowed() {}

  static void whole(String key, long value, long least, long greatest) {
    if (value < least || value > greatest) {
      String allowed =
          greatest == Integer.MAX_VALUE ? "at least " + least : least + " to " + greatest;
      throw refusal(key, value, allowed);
    }
  }

  /** Accepts {@code least} to {@code greatest}, both included. */
  static void between(String key, double value, double least, double greatest) {
    if (!(value >= least && value <= greatest)) {
      throw refusal(key, value, plain(least) + " to " + plain(greatest));
    }
  }

  /** Accepts every finite number from 0 on. */
  static void atLeastZero(String key, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw refusal(key, value, "at least 0");
    }
  }

  /** Accepts numbers above 0, up to {@code greatest}. */
  static void aboveZero(String key, double value, double greatest) {
    if (!(value > 0 && value <= greatest)) {
      throw refusal(key, value, "above 0, at most " + plain(greatest));
    }
  }

  /** Accepts a share of a whole: 0 or more, less than 1. */
  static void share(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw refusal(key, value, "at least 0, below 1");
    }
  }

  static void oneOf(String key, Enum<?> value, Enum<?>[] constants) {
    if (value == null) {
      throw refusal(key, "missing", Choice.labels(constants));
    }
  }

  private static IllegalArgumentException refusal(String key, Object value, String allowed) {
    return new IllegalArgumentException(key + " is " + value + "; allowed: " + allowed);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
