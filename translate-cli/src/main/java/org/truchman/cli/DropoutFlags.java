package org.truchman.cli;

import org.truchman.cli.shell.CommandFailure;
import org.truchman.text.subword.BpeDropout;
import picocli.CommandLine.Option;

/** Which merges are left out at random. */
final class DropoutFlags {
  @Option(
      names = "--dropout",
      paramLabel = "P",
      description =
          "Leave out each merge with chance P (0 to 1), to see words cut in several ways. Default:"
              + " 0.")
  double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "With --dropout: what is left out follows from N, epoch and line. Default: 1.")
  Long seed;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "With --dropout: which time this text is cut. Default: 1.")
  Long epoch;

  /**
   * The chance and the seed.
   *
   * @throws CommandFailure with exit code 2 if a flag says nothing without --dropout
   */
  BpeDropout dropout() {
    if (rate == 0 && (seed != null || epoch != null)) {
      throw CommandFailure.usage("--seed and --epoch say nothing without --dropout P");
    }
    return new BpeDropout(rate, seed == null ? 1 : seed);
  }

  /** The number of the epoch, from 1. */
  long epoch() {
    if (epoch != null && epoch < 1) {
      throw CommandFailure.usage("--epoch is " + epoch + "; 1 and more are allowed");
    }
    return epoch == null ? 1 : epoch;
  }
}
