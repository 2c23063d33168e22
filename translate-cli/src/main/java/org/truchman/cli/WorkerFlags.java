package org.truchman.cli;

import org.truchman.seq2seq.service.ServiceOptions;
import picocli.CommandLine.Option;

/** How translations are shared among workers; no result depends on it. */
final class WorkerFlags {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Batches translated at once, each by --threads threads. 0 means one for each processor,"
              + " at most 16, or as many as --threads leaves, and one on a GPU. Default: 0.")
  Integer workers;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description =
          "Source pieces in a batch at most, padding included, beside --batch-size. Default: 2048.")
  Integer batchTokens;

  /**
   * The options of a translator.
   *
   * @throws IllegalArgumentException if a value is not allowed
   */
  ServiceOptions options() {
    ServiceOptions options = ServiceOptions.defaults();
    options = workers == null ? options : options.withWorkers(workers);
    return batchTokens == null ? options : options.withBatchTokens(batchTokens);
  }
}
