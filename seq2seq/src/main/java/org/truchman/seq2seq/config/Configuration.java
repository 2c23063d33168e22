package org.truchman.seq2seq.config;

import java.util.Objects;
import java.util.regex.Pattern;
import org.truchman.text.TextConfig;

/**
 * Everything a training run is told, by section; the effective one is written into the model
 * directory.
 *
 * @param sourceLanguage two- or three-letter code of the source language
 * @param targetLanguage two- or three-letter code of the target language
 * @param text how raw lines become pieces
 * @param model the shape of the model
 * @param training how it is trained
 * @param search the defaults of its search
 */
public record Configuration(
    String sourceLanguage,
    String targetLanguage,
    TextConfig text,
    ModelConfig model,
    TrainingConfig training,
    SearchConfig search) {

  private static final String UNDETERMINED = "und";

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public Configuration {
    checkLanguage("sourceLanguage", sourceLanguage);
    checkLanguage("targetLanguage", targetLanguage);
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(search, "search");
    checkTogether(text, model, training);
    if (search.coveragePenalty() > 0 && model.attention() == AttentionType.NONE) {
      throw new IllegalArgumentException(
          "search.coveragePenalty is "
              + search.coveragePenalty()
              + "; allowed with model.attention none: 0, because only attention tells what of the"
              + " source was looked at");
    }
  }

  /**
   * Gives the defaults of every section, between languages that are not determined ({@code "und"},
   * ISO 639-2).
   *
   * @return the defaults
   */
  public static Configuration defaults() {
    return new Configuration(
        UNDETERMINED,
        UNDETERMINED,
        TextConfig.defaults(),
        ModelConfig.defaults(),
        TrainingConfig.defaults(),
        SearchConfig.defaults());
  }

  /**
   * Gives what holds where a stored configuration says nothing: the settings as they were before
   * there were keys for them.
   *
   * @return the base to read a model's own configuration upon
   */
  public static Configuration ofStored() {
    return defaults().withModel(ModelConfig.delayed());
  }

  /**
   * Gives a copy with another {@code sourceLanguage}.
   *
   * @param sourceLanguage the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withSourceLanguage(String sourceLanguage) {
    return Components.copy(this, "sourceLanguage", sourceLanguage);
  }

  /**
   * Gives a copy with another {@code targetLanguage}.
   *
   * @param targetLanguage the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withTargetLanguage(String targetLanguage) {
    return Components.copy(this, "targetLanguage", targetLanguage);
  }

  /**
   * Gives a copy with another {@code text}.
   *
   * @param text the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withText(TextConfig text) {
    return Components.copy(this, "text", text);
  }

  /**
   * Gives a copy with another {@code model}.
   *
   * @param model the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withModel(ModelConfig model) {
    return Components.copy(this, "model", model);
  }

  /**
   * Gives a copy with another {@code training}.
   *
   * @param training the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withTraining(TrainingConfig training) {
    return Components.copy(this, "training", training);
  }

  /**
   * Gives a copy with another {@code search}.
   *
   * @param search the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public Configuration withSearch(SearchConfig search) {
    return Components.copy(this, "search", search);
  }

  private static void checkTogether(TextConfig text, ModelConfig model, TrainingConfig training) {
    if (model.tiedEmbeddings() && !text.jointBpe()) {
      throw new IllegalArgumentException(
          "model.tiedEmbeddings is true; allowed with text.jointBpe false: false, because source"
              + " and target have vocabularies of their own; or set text.jointBpe to true");
    }
    if (training.forgetBias() != 1 && model.cell() != CellType.LSTM) {
      throw new IllegalArgumentException(
          "training.forgetBias is "
              + training.forgetBias()
              + "; allowed with model.cell "
              + Choice.label(model.cell())
              + ": 1, because only the lstm has a forget gate");
    }
  }

  private static void checkLanguage(String key, String code) {
    if (code == null || !LANGUAGE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          key
              + " is "
              + (code == null ? "missing" : '"' + code + '"')
              + "; allowed: a code of two or three small letters, such as \"en\" or \"deu\"");
    }
  }
}
