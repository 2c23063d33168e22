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
      description = "Threads of the engine; 0 means all processors. Default: 0.")
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
   * @throws CommandFailure with exit code 2 if a value is not allowed
   */
  EngineOptions options(int defaultThreads) {
    if (!device.matches("auto|cpu|gpu(:\\d{1,4})?")) {
      throw CommandFailure.usage(
          "--device is \"" + device + "\"; allowed: auto, cpu, gpu, gpu:0, gpu:1, ...");
    }
    int count = threads == null ? defaultThreads : threads;
    if (count < 0) {
      throw CommandFailure.usage("--threads is " + count + "; allowed: 0 (all) or more");
    }
    return new EngineOptions(device, libtorch, count);
  }
}
