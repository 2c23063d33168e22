package org.truchman.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a model goes that is trained. */
final class TrainedModelFlags {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "DIR",
      description = "The directory to write (required).")
  Path directory;

  @Option(
      names = "--resume",
      description =
          "Continue an interrupted training; --model is enough, data and settings are stored.")
  boolean resume;

  @Option(
      names = "--overwrite",
      description =
          "Train anew; snapshots in DIR are deleted, and the model there is replaced once the new"
              + " one is saved.")
  boolean overwrite;

  /**
   * Demands that at most one of the two is asked for.
   *
   * @throws CommandFailure with exit code 2
   */
  void requireOneWay() {
    if (resume && overwrite) {
      throw CommandFailure.usage("--resume and --overwrite contradict each other; choose one");
    }
  }
}
