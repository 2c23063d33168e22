package org.truchman.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** What every training is told: how long, from which seed, and in which numbers. */
abstract class CourseFlags {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the text at most (training.maxEpochs).")
  Integer epochs;

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      description = "Minutes at most; 0 means no limit (training.maxMinutes).")
  Double minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (training.seed).")
  Long seed;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16|bf16-all|auto",
      description =
          "Numbers of the matrix products, with bf16-all of recurrences, too; auto measures which"
              + " are fastest (training.precision).")
  String precision;

  /** Adds those that were given to the settings by their keys. */
  void addTo(Map<String, String> flags) {
    SearchFlags.put(flags, "training.maxEpochs", epochs);
    SearchFlags.put(flags, "training.maxMinutes", minutes);
    SearchFlags.put(flags, "training.seed", seed);
    SearchFlags.put(flags, "training.precision", precision);
  }
}
