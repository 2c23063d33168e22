package org.truchman.seq2seq.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The spelling of enum constants in configuration files: small letters and hyphens. */
final class Choice {

  private Choice() {}

  /**
   * Gives the spelling of a constant, such as {@code whole-sentence} for {@code WHOLE_SENTENCE}.
   *
   * @param constant an enum constant
   * @return its name in small letters, with hyphens for underscores
   */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Gives the constant that a text names, in any case, with hyphens or underscores.
   *
   * @param constants the constants to choose from
   * @param text what the user wrote
   * @return the constant, or nothing if the text names none
   */
  static Optional<Object> named(Object[] constants, String text) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(constants)
        .filter(constant -> label((Enum<?>) constant).equals(wanted))
        .findFirst();
  }

  /**
   * Lists the spellings of some constants for an error message.
   *
   * @param constants the constants to choose from
   * @return such as {@code lstm, gru, rnn-tanh, rnn-relu}
   */
  static String labels(Object[] constants) {
    return Arrays.stream(constants)
        .map(constant -> label((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }
}
