package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.lexicon.Lexicon;

/**
 * Everything that a model directory is made of.
 *
 * @param configuration the effective configuration
 * @param textFiles writes the text pipeline's files, at least one, into the empty folder that it is
 *     given
 * @param weights every parameter of the model
 * @param weightType how the parameters are stored
 * @param provenance where the model comes from: corpora, settings, versions, seed; its key {@code
 *     scores}, if there, is an object of numbers
 * @param lexicon the shortlist's table, where there is one
 */
public record ModelContents(
    Configuration configuration,
    Consumer<Path> textFiles,
    List<NamedTensor> weights,
    WeightType weightType,
    JsonObject provenance,
    Optional<Lexicon> lexicon) {

  /** Copies what could change while it is written. */
  public ModelContents {
    weights = List.copyOf(weights);
    provenance = provenance.deepCopy();
    Scores.of(provenance);
  }

  /** A model without a lexicon. */
  public ModelContents(
      Configuration configuration,
      Consumer<Path> textFiles,
      List<NamedTensor> weights,
      WeightType weightType,
      JsonObject provenance) {
    this(configuration, textFiles, weights, weightType, provenance, Optional.empty());
  }

  @Override
  public JsonObject provenance() {
    return provenance.deepCopy();
  }
}
