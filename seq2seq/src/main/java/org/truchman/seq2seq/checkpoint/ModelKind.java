package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.LanguageModelConfiguration;

/** What a model is for; config.json says it where it is no translation model. */
public enum ModelKind {
  /** Translates. */
  TRANSLATION("a translation model", "translate, evaluate and rescore"),
  /** Predicts and writes text of one language. */
  LANGUAGE_MODEL("a language model", "lm perplexity and lm generate"),
  /** Tells the language of a line. */
  LANGUAGE_DETECTOR("a language detector", "language detect and prepare --detector");

  /** The key of config.json that tells. */
  private static final String KEY = "kind";

  private final String words;
  private final String commands;

  ModelKind(String words, String commands) {
    this.words = words;
    this.commands = commands;
  }

  /**
   * The kind of the model that a directory holds.
   *
   * @throws ModelFormatException if it holds none, or a damaged one
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static ModelKind at(Path directory) {
    return new ModelReader(directory).kind();
  }

  /** Reads it off a configuration; one without a kind is a translation model's. */
  static ModelKind of(JsonObject configuration) {
    JsonElement kind = configuration.get(KEY);
    String name = kind != null && kind.isJsonPrimitive() ? kind.getAsString() : "";
    return switch (name) {
      case LanguageModelConfiguration.KIND -> LANGUAGE_MODEL;
      case DetectorConfiguration.KIND -> LANGUAGE_DETECTOR;
      default -> TRANSLATION;
    };
  }

  /**
   * Demands that a model is of this kind.
   *
   * @param directory where it stands
   * @param found what it is
   * @throws ModelFormatException naming both kinds, and the commands of the one that it is
   */
  void require(Path directory, ModelKind found) {
    if (found != this) {
      throw new ModelFormatException(
          "%s: is %s, but %s is needed here; it works with truchman %s"
              .formatted(directory, found.words, words, found.commands));
    }
  }
}
