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
 * @param data a prepared corpus to train from in place of text files, or null
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
    StopSignal stop,
    Path data) {

  /** Checks that everything is there. */
  public TrainingRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(stop, "stop");
    if (data != null && trainSource != null) {
      throw new IllegalArgumentException(
          "both text files (" + trainSource + ") and a prepared corpus (" + data + "); give one");
    }
    if (!resume) {
      if (data == null) {
        Objects.requireNonNull(trainSource, "trainSource");
        Objects.requireNonNull(trainTarget, "trainTarget");
        Objects.requireNonNull(validSource, "validSource");
        Objects.requireNonNull(validTarget, "validTarget");
      }
      Objects.requireNonNull(configuration, "configuration");
    }
  }

  /** A request to train from text files, or to go on with whatever the snapshot names. */
  public TrainingRequest(
      Path trainSource,
      Path trainTarget,
      Path validSource,
      Path validTarget,
      Path model,
      Configuration configuration,
      EngineOptions engine,
      boolean resume,
      StopSignal stop) {
    this(
        trainSource,
        trainTarget,
        validSource,
        validTarget,
        model,
        configuration,
        engine,
        resume,
        stop,
        null);
  }

  /**
   * A request to train from a prepared corpus.
   *
   * @param data the folder that was prepared
   * @param model the model directory, made where it is missing
   * @param configuration all settings; those that the corpus decides must agree with it
   */
  public static TrainingRequest ofPrepared(
      Path data,
      Path model,
      Configuration configuration,
      EngineOptions engine,
      boolean resume,
      StopSignal stop) {
    return new TrainingRequest(
        null, null, null, null, model, configuration, engine, resume, stop, data);
  }
}
