package org.truchman.seq2seq.config;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Everything that the training of a language model is told, by section; the effective one is
 * written into the model directory.
 *
 * @param kind what tells such a configuration from that of a translation model: always {@link
 *     #KIND}
 * @param language two- or three-letter code of the text's language
 * @param text what text is taken for
 * @param model the shape of the model
 * @param training how it is trained
 */
public record LanguageModelConfiguration(
    String kind,
    String language,
    LanguageTextConfig text,
    LanguageModelConfig model,
    LanguageTrainingConfig training) {

  /** The only value of {@code kind}. */
  public static final String KIND = "language-model";

  private static final String UNDETERMINED = "und";

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public LanguageModelConfiguration {
    if (!KIND.equals(kind)) {
      throw new IllegalArgumentException("kind is \"" + kind + "\"; allowed: \"" + KIND + '"');
    }
    if (language == null || !LANGUAGE.matcher(language).matches()) {
      throw new IllegalArgumentException(
          "language is "
              + (language == null ? "missing" : '"' + language + '"')
              + "; allowed: a code of two or three small letters, such as \"en\" or \"deu\"");
    }
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(training, "training").shared();
  }

  /** The defaults of every section, in a language that is not determined. */
  public static LanguageModelConfiguration defaults() {
    return new LanguageModelConfiguration(
        KIND,
        UNDETERMINED,
        LanguageTextConfig.defaults(),
        LanguageModelConfig.defaults(),
        LanguageTrainingConfig.defaults());
  }

  /** The same in other numbers: a precision that was decided. */
  public LanguageModelConfiguration withPrecision(Precision precision) {
    return Components.copy(this, "training", Components.copy(training, "precision", precision));
  }
}
