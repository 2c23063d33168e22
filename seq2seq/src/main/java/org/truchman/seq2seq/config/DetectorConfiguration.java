package org.truchman.seq2seq.config;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Everything that the training of a language detector is told; the effective one is written into
 * the model directory.
 *
 * @param kind what tells such a configuration from that of other models: always {@link #KIND}
 * @param languages codes of the languages that are told apart, joined by commas, in the order of
 *     the output layer; at least two
 * @param model the shape of the model
 * @param training how it is trained
 */
public record DetectorConfiguration(
    String kind, String languages, DetectorModelConfig model, DetectorTrainingConfig training) {

  /** The only value of {@code kind}. */
  public static final String KIND = "language-detector";

  private static final Pattern LANGUAGES = Pattern.compile("[a-z]{2,3}(,[a-z]{2,3})+");

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public DetectorConfiguration {
    if (!KIND.equals(kind)) {
      throw new IllegalArgumentException("kind is \"" + kind + "\"; allowed: \"" + KIND + '"');
    }
    boolean wellFormed = languages != null && LANGUAGES.matcher(languages).matches();
    if (!wellFormed || isAnyTwice(languages)) {
      throw new IllegalArgumentException(
          "languages is \""
              + languages
              + "\"; allowed: two or more different codes of two or three small letters, joined by"
              + " commas, such as \"cs,de,en\"");
    }
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(training, "training");
  }

  private static boolean isAnyTwice(String languages) {
    String[] codes = languages.split(",");
    return Arrays.stream(codes).distinct().count() < codes.length;
  }

  /** The defaults of every section, for two languages. */
  public static DetectorConfiguration defaults() {
    return new DetectorConfiguration(
        KIND, "de,en", DetectorModelConfig.defaults(), DetectorTrainingConfig.defaults());
  }

  /** The same for other languages. */
  public DetectorConfiguration withLanguages(List<String> codes) {
    return Components.copy(this, "languages", String.join(",", codes));
  }

  /** The languages, in the order of the output layer. */
  public List<String> codes() {
    return List.of(languages.split(","));
  }
}
