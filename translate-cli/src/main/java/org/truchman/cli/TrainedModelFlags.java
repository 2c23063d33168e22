package org.truchman.cli;

import java.nio.file.Path;
import java.util.Map;
import org.truchman.cli.shell.CommandFailure;
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

  /**
   * Demands that a training which goes on by its directory alone is given no other settings but the
   * number of threads, which may change.
   *
   * @param configured whether settings are given by more than single flags
   * @param flags those given, by their settings' keys
   * @throws CommandFailure with exit code 2
   */
  void requireNoSettings(boolean configured, Map<String, String> flags) {
    boolean single = flags.keySet().stream().anyMatch(key -> !key.equals("training.threads"));
    if (configured || single) {
      throw CommandFailure.usage(
          "with --resume the stored settings hold; give --model alone, or repeat the whole"
              + " command that began the training");
    }
  }
}
