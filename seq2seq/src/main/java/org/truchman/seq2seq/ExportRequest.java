package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.text.corpus.CorpusSource;

/**
 * Which model to write anew, and how.
 *
 * @param model the model directory to read
 * @param output the model directory to write
 * @param weights how the parameters are stored
 * @param valid sentence pairs by which every way to search is scored, so that {@code auto} can
 *     choose; without them no way is known and {@code auto} takes 32 bits and all pieces
 * @param engine where to translate them
 */
public record ExportRequest(
    Path model,
    Path output,
    WeightType weights,
    Optional<CorpusSource> valid,
    EngineOptions engine) {

  /** Checks that everything is there. */
  public ExportRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(engine, "engine");
  }
}
