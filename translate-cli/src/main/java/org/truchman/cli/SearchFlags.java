package org.truchman.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truchman.seq2seq.LongLines;
import picocli.CommandLine.Option;

/** How translations are searched for. */
final class SearchFlags {
  @Option(
      names = "--beam-size",
      paramLabel = "N",
      description = "Hypotheses kept open for a sentence; 1 is greedy. Default: the model's.")
  Integer beamSize;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Sentences searched together; no result depends on it. Default: the model's.")
  Integer batchSize;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16|int8|auto",
      description =
          "Numbers of the matrix products. Default: the model's; auto takes the fastest whose BLEU,"
              + " which the training recorded, is at most 0.1 below that of fp32.")
  String precision;

  @Option(
      names = "--sample",
      description =
          "Draw translations at random instead of searching for the most probable ones; the same"
              + " ones for the same sentence, until --set search.seed=N says otherwise.")
  boolean sample;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Of --sample: below 1 draws probable pieces more often, above 1 less often. Default: 1.")
  Double temperature;

  @Option(
      names = "--long-lines",
      paramLabel = "split|fail",
      description =
          "A line longer than the model's limit is split, translated and rejoined, or it fails"
              + " before any output. Default: split.")
  LongLines longLines = LongLines.SPLIT;

  /** The settings by dotted key. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "search.beamSize", beamSize);
    put(settings, "search.batchSize", batchSize);
    put(settings, "search.precision", precision);
    put(settings, "search.method", sample ? "sample" : null);
    put(settings, "search.temperature", temperature);
    return settings;
  }

  /** Adds a setting that was given. */
  static void put(Map<String, String> settings, String key, Object value) {
    if (value != null) {
      settings.put(key, value.toString());
    }
  }
}
