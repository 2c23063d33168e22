package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationDifference;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;

/**
 * The model that a training begins with. Languages, text and shape are its own; how it is trained
 * is not.
 *
 * @param directory verified
 * @param text from lines to pieces
 */
record ParentModel(ModelDirectory directory, TextPipelines text) {

  /**
   * Opens a model.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is none, or damaged
   */
  static ParentModel open(Path path) {
    ModelDirectory directory = ModelDirectory.open(path);
    return new ParentModel(directory, TextPipelines.load(directory.textFolder()));
  }

  /**
   * Gives the settings that it decides.
   *
   * @param others everything else
   */
  static Configuration decided(Path path, Configuration others) {
    Configuration own = ModelDirectory.open(path).configuration();
    return new Configuration(
        own.sourceLanguage(),
        own.targetLanguage(),
        own.text(),
        own.model(),
        others.training(),
        own.search());
  }

  /**
   * Demands that settings leave alone what the model decides.
   *
   * @throws IllegalArgumentException naming every setting that does not
   */
  void requireFits(Configuration asked) {
    List<ConfigurationDifference> differences =
        ConfigurationDifference.between(directory.configuration(), asked).stream()
            .filter(one -> isDecided(one.key()))
            .toList();
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "a training that begins with the model "
              + directory.path()
              + " keeps its languages, text and shape: "
              + differences.stream()
                  .map(one -> one.key() + " is " + one.first() + ", not " + one.second())
                  .collect(Collectors.joining("; "))
              + "; leave these settings out, or train anew without --from");
    }
  }

  private static boolean isDecided(String key) {
    return key.endsWith("Language") || key.startsWith("text.") || key.startsWith("model.");
  }

  /**
   * Demands that a corpus was prepared with the model's pieces.
   *
   * @throws IllegalArgumentException if it was not
   */
  void requireSamePieces(PreparedCorpus corpus) {
    if (!isSame(text.source(), corpus.text().source())
        || !isSame(text.target(), corpus.text().target())
        || !text.config().equals(corpus.text().config())) {
      throw new IllegalArgumentException(
          corpus.folder()
              + " was prepared with other subwords than those of the model "
              + directory.path()
              + "; prepare the text again with: truchman prepare --from "
              + directory.path());
    }
  }

  private static boolean isSame(TextPipeline first, TextPipeline second) {
    return first.language().equals(second.language())
        && first.codes().equals(second.codes())
        && first.vocabulary().equals(second.vocabulary());
  }

  /** The weights as the flat vector of a network. */
  float[] values(ParameterLayout layout) {
    return ModelTensors.flat(layout, directory.weights(ModelTensors.specs(layout)));
  }

  /**
   * What a model remembers of the one that it began with.
   *
   * @param fingerprint of its manifest: {@code file} and {@code sha256}
   * @return its name without a path, and the SHA-256 of its manifest
   */
  static JsonObject provenance(JsonObject fingerprint) {
    Path folder = Path.of(fingerprint.get("file").getAsString()).getParent();
    JsonObject json = new JsonObject();
    json.addProperty("model", folder.getFileName().toString());
    json.add("manifestSha256", fingerprint.get("sha256"));
    return json;
  }
}
