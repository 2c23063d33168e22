package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;

/**
 * What to train, from what, and where to put it.
 *
 * @param train training text, one corpus or more; none when resuming (the snapshot knows), or when
 *     there is a prepared corpus
 * @param validSource validation text of the source language
 * @param validTarget validation text of the target language
 * @param model the model directory, made where it is missing
 * @param configuration all settings; read from the snapshot when resuming
 * @param engine where to compute
 * @param resume whether to go on from the model directory's newest snapshot
 * @param stop asked after every update
 * @param data a prepared corpus to train from in place of text files, or null
 * @param parent the model directory whose weights, text pipelines and shape the training begins
 *     with, or null to begin with random weights
 */
public record TrainingRequest(
    List<TrainingCorpus> train,
    Path validSource,
    Path validTarget,
    Path model,
    Configuration configuration,
    EngineOptions engine,
    boolean resume,
    StopSignal stop,
    Path data,
    Path parent) {

  /** Checks that everything is there. */
  public TrainingRequest {
    train = List.copyOf(train);
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(stop, "stop");
    if (data != null && !train.isEmpty()) {
      throw new IllegalArgumentException(
          "both text files ("
              + train.get(0).source()
              + ") and a prepared corpus ("
              + data
              + "); give one");
    }
    if (!resume) {
      if (data == null) {
        if (train.isEmpty()) {
          throw new IllegalArgumentException("there is no text to learn from; give a corpus");
        }
        Objects.requireNonNull(validSource, "validSource");
        Objects.requireNonNull(validTarget, "validTarget");
      }
      Objects.requireNonNull(configuration, "configuration");
    }
    if (parent != null && parent.toAbsolutePath().normalize().equals(whole(model))) {
      throw new IllegalArgumentException(
          parent
              + " cannot be both the model to begin with and the one to write; choose another"
              + " directory to write");
    }
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * A request to train from text files, or to go on with whatever the snapshot names.
   *
   * @param trainSource training text of the source language; null when resuming
   * @param trainTarget its translation
   */
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
        trainSource == null
            ? List.of()
            : List.of(new TrainingCorpus(trainSource, trainTarget, CorpusShare.PLAIN)),
        validSource,
        validTarget,
        model,
        configuration,
        engine,
        resume,
        stop,
        null,
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
        List.of(), null, null, model, configuration, engine, resume, stop, data, null);
  }

  /**
   * A copy that begins with a model.
   *
   * @param value its directory, or null
   */
  public TrainingRequest withParent(Path value) {
    return new TrainingRequest(
        train, validSource, validTarget, model, configuration, engine, resume, stop, data, value);
  }
}
