package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Objects;
import org.truchman.seq2seq.config.LanguageModelConfiguration;

/**
 * Which language model to train, from what, and where to put it.
 *
 * @param train training text, UTF-8, plain or gzip; null when resuming (the snapshot knows)
 * @param valid text that decides which state is best
 * @param model the model directory, made where it is missing
 * @param configuration all settings; read from the snapshot when resuming
 * @param engine where to compute
 * @param resume whether to go on from the model directory's newest snapshot
 * @param stop asked after every update
 */
public record LanguageModelRequest(
    Path train,
    Path valid,
    Path model,
    LanguageModelConfiguration configuration,
    EngineOptions engine,
    boolean resume,
    StopSignal stop) {

  /** Checks that everything is there. */
  public LanguageModelRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(stop, "stop");
    if (!resume) {
      Objects.requireNonNull(train, "train");
      Objects.requireNonNull(valid, "valid");
      Objects.requireNonNull(configuration, "configuration");
    }
  }
}
