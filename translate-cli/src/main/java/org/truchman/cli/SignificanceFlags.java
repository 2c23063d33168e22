package org.truchman.cli;

import org.truchman.cli.shell.CommandFailure;
import org.truchman.metrics.significance.Bootstrap;
import org.truchman.metrics.significance.PairedMethod;
import org.truchman.metrics.significance.PairedTest;
import org.truchman.metrics.significance.Seed;
import picocli.CommandLine.Option;

/** How far scores may be trusted, in sacreBLEU's flags. */
final class SignificanceFlags {
  @Option(
      names = {"-ci", "--confidence"},
      description = "One system: give each score its interval, by bootstrap resampling.")
  boolean confidence;

  @Option(
      names = {"-cin", "--confidence-n"},
      paramLabel = "N",
      description = "Samples for --confidence. Default: 1000.")
  int confidenceSamples = Bootstrap.standard().samples();

  @Option(
      names = {"-par", "--paired-ar"},
      description = "Compare systems with the first by approximate randomisation.")
  boolean randomization;

  @Option(
      names = {"-pbs", "--paired-bs"},
      description = "Compare systems with the first by bootstrap resampling.")
  boolean bootstrap;

  @Option(
      names = {"-parn", "--paired-ar-n"},
      paramLabel = "N",
      description = "Trials for --paired-ar. Default: 10000.")
  int randomizationTrials = PairedMethod.RANDOMIZATION.standardTrials();

  @Option(
      names = {"-pbsn", "--paired-bs-n"},
      paramLabel = "N",
      description = "Samples for --paired-bs. Default: 1000.")
  int bootstrapTrials = PairedMethod.BOOTSTRAP.standardTrials();

  @Option(
      names = {"-j", "--paired-jobs"},
      paramLabel = "N",
      description = "Threads of a paired test; 0: one a processor. Default: 1.")
  int jobs = 1;

  /** Whether systems are to be compared. */
  boolean isPaired() {
    return bootstrap || randomization;
  }

  /** Refuses what excludes each other. */
  void require() {
    if (bootstrap && randomization) {
      throw CommandFailure.usage("--paired-ar and --paired-bs exclude each other; choose one");
    }
    if (jobs < 0) {
      throw CommandFailure.usage(
          "--paired-jobs " + jobs + ": give how many threads, or 0 for one a processor");
    }
  }

  /** The resampling of one system, by all processors. */
  Bootstrap resampling(Seed seed) {
    return Bootstrap.standard().withSamples(confidenceSamples).withSeed(seed).withThreads(0);
  }

  /** The test. */
  PairedTest test(Seed seed) {
    return bootstrap
        ? new PairedTest(PairedMethod.BOOTSTRAP, bootstrapTrials, seed, jobs)
        : new PairedTest(PairedMethod.RANDOMIZATION, randomizationTrials, seed, jobs);
  }
}
