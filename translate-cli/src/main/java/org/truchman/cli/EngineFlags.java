package org.truchman.cli;

import java.nio.file.Path;
import org.truchman.seq2seq.EngineOptions;
import picocli.CommandLine.Option;

/** Where the arithmetic happens. */
final class EngineFlags {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto (the GPU when there is one), cpu, gpu or gpu:N. Default: auto.")
  String device = EngineOptions.defaults().device();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of the engine, of each worker where there are several; 0 means all processors,"
              + " divided among the workers. Default: 0.")
  Integer threads;

  @Option(
      names = "--libtorch",
      paramLabel = "DIR",
      description = "Folder of an installed libtorch to use instead of the one that came along.")
  Path libtorch;

  /**
   * The engine's options.
   *
   * @param defaultThreads what holds without {@code --threads}
   * @throws IllegalArgumentException if a value is not allowed
   */
  EngineOptions options(int defaultThreads) {
    return new EngineOptions(device, libtorch, threads == null ? defaultThreads : threads);
  }
}
