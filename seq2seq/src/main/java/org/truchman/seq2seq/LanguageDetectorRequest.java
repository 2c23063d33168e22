package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truchman.seq2seq.config.DetectorConfiguration;

/**
 * Which language detector to train, from what, and where to put it.
 *
 * @param train text of each language by its code, UTF-8, plain or gzip; at least two
 * @param model the model directory
 * @param configuration all settings; its languages are those of {@code train}
 * @param engine where to compute
 * @param stop asked after every update
 */
public record LanguageDetectorRequest(
    SortedMap<String, Path> train,
    Path model,
    DetectorConfiguration configuration,
    EngineOptions engine,
    StopSignal stop) {

  /** Keeps its own copy. */
  public LanguageDetectorRequest {
    train = new TreeMap<>(train);
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(stop, "stop");
    configuration = configuration.withLanguages(train.keySet().stream().toList());
  }

  /** The same with texts in any order, which nobody stops. */
  public static LanguageDetectorRequest of(
      Map<String, Path> train, Path model, DetectorConfiguration settings, EngineOptions engine) {
    return new LanguageDetectorRequest(
        new TreeMap<>(train), model, settings, engine, new StopSignal());
  }
}
