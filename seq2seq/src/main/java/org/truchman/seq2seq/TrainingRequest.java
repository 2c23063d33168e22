package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Objects;
import org.truchman.seq2seq.config.Configuration;

/**
 * What to train, from what, and where to put it.
 *
 * @param trainSource training text of the source language, one sentence a line, UTF-8, plain or
 *     gzip; null when resuming (the snapshot knows)
 * @param trainTarget the same of the target language, line by line its translation
 * @param validSource validation text of the source language
 * @param validTarget validation text of the target language
 * @param model the model directory, made where it is missing
 * @param configuration all settings; read from the snapshot when resuming
 * @param engine where to compute
 * @param resume whether to go on from the model directory's newest snapshot
 * @param stop asked after every update
 */
public record TrainingRequest(
    Path trainSource,
    Path trainTarget,
    Path validSource,
    Path validTarget,
    Path model,
    Configuration configuration,
    EngineOptions engine,
    boolean resume,
    StopSignal stop) {

  /** Checks that everything is there. */
  public TrainingRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(stop, "stop");
    if (!resume) {
      Objects.requireNonNull(trainSource, "trainSource");
      Objects.requireNonNull(trainTarget, "trainTarget");
      Objects.requireNonNull(validSource, "validSource");
      Objects.requireNonNull(validTarget, "validTarget");
      Objects.requireNonNull(configuration, "configuration");
    }
  }
}
