package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelKind;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.ModelConfig;

/**
 * What a model says about itself.
 *
 * @param lines for a person, one fact a line
 */
public record ModelCard(List<String> lines) {
  /** Copies the list. */
  public ModelCard {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the card of a model without starting the engine.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  public static ModelCard read(Path model) {
    return switch (ModelKind.at(model)) {
      case TRANSLATION -> of(ModelDirectory.open(model));
      case LANGUAGE_MODEL ->
          ofLanguageModel(model, TextModelDirectory.open(model, TextModelDirectory.LANGUAGE_MODEL));
      case LANGUAGE_DETECTOR ->
          ofDetector(model, TextModelDirectory.open(model, TextModelDirectory.LANGUAGE_DETECTOR));
    };
  }

  private static ModelCard ofDetector(
      Path path, TextModelDirectory<DetectorConfiguration> directory) {
    DetectorConfiguration configuration = directory.configuration();
    List<String> lines = new ArrayList<>();
    lines.add("language detector: " + path);
    lines.add("languages: " + String.join(", ", configuration.codes()));
    lines.add(
        String.format(
            Locale.ROOT,
            "network: %s of %d units, both directions together",
            configuration.model().cell(),
            configuration.model().hiddenSize()));
    addFacts(lines, directory.provenance(), List.of("parameters", "updates", "seconds"));
    directory.scores().forEach((name, score) -> lines.add(label(name) + ": " + score));
    return new ModelCard(lines);
  }

  private static ModelCard ofLanguageModel(
      Path path, TextModelDirectory<LanguageModelConfiguration> directory) {
    LanguageModelConfiguration configuration = directory.configuration();
    LanguageModelConfig model = configuration.model();
    List<String> lines = new ArrayList<>();
    lines.add("language model: " + path);
    lines.add("language: " + configuration.language());
    lines.add("predicts: " + configuration.text().level().name().toLowerCase(Locale.ROOT) + "s");
    lines.add(
        String.format(
            Locale.ROOT,
            "network: %d x %s of %d units%s",
            model.layers(),
            model.cell(),
            model.hiddenSize(),
            model.tiedOutput() ? ", output tied to the embeddings" : ""));
    JsonObject provenance = directory.provenance();
    addFacts(
        lines,
        provenance,
        List.of("parameters", "trainingPieces", "updates", "piecesRead", "seconds"));
    directory.scores().forEach((name, score) -> lines.add(score(name, score)));
    if (provenance.has("versions")) {
      lines.add("made with: " + provenance.get("versions"));
    }
    return new ModelCard(lines);
  }

  /** Says two facts of where a model comes from, if it comes from there. */
  private static void addOrigin(
      List<String> lines, String format, JsonObject origin, String first, String second) {
    if (origin != null) {
      String one = origin.get(first).getAsString();
      lines.add(String.format(Locale.ROOT, format, one, origin.get(second).getAsString()));
    }
  }

  private static void addFacts(List<String> lines, JsonObject provenance, List<String> keys) {
    for (String key : keys) {
      if (provenance.has(key)) {
        lines.add(label(key) + ": " + provenance.get(key).getAsString());
      }
    }
  }

  private static String score(String name, double score) {
    return String.format(Locale.ROOT, "%s: %.2f", label(name), score);
  }

  static ModelCard of(ModelDirectory directory) {
    ModelConfig model = directory.configuration().model();
    JsonObject provenance = directory.provenance();
    List<String> lines = new ArrayList<>();
    lines.add("model: " + directory.path());
    lines.add(
        "languages: "
            + directory.configuration().sourceLanguage()
            + " to "
            + directory.configuration().targetLanguage());
    lines.add("encoder: " + encoder(model));
    lines.add("decoder: " + decoder(model));
    lines.add("attention: " + model.attention().name().toLowerCase(Locale.ROOT));
    String begun = "begun with: %s (SHA-256 of its manifest: %s)";
    addOrigin(lines, begun, provenance.getAsJsonObject("parent"), "model", "manifestSha256");
    String exported = "weights: %s, exported from %s";
    addOrigin(lines, exported, provenance.getAsJsonObject("exported"), "weights", "model");
    addFacts(
        lines,
        provenance,
        List.of("parameters", "trainingPairs", "updates", "targetTokens", "seconds"));
    directory.scores().forEach((name, score) -> lines.add(score(name, score)));
    if (provenance.has("versions")) {
      lines.add("made with: " + provenance.get("versions"));
    }
    return new ModelCard(lines);
  }

  private static String encoder(ModelConfig model) {
    return String.format(
        Locale.ROOT,
        "%d x %s of %d units, %s",
        model.encoderLayers(),
        model.cell(),
        model.hiddenSize(),
        model.bidirectional() ? "both directions" : "left to right");
  }

  private static String decoder(ModelConfig model) {
    return String.format(
        Locale.ROOT,
        "%d x %s of %d units, bridge %s, context %s",
        model.decoderLayers(),
        model.cell(),
        model.hiddenSize(),
        model.bridge().name().toLowerCase(Locale.ROOT),
        model.contextEveryStep() ? "at every step" : "at the start");
  }

  /** A key in words: {@code trainingPairs} as "training pairs". */
  private static String label(String key) {
    return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
