package org.truchman.cli;

import org.truchman.metrics.Ter;
import org.truchman.metrics.TerOptions;
import picocli.CommandLine.Option;

/** How TER counts, in sacreBLEU's flags. */
final class TerFlags {
  @Option(names = "--ter-case-sensitive", description = "Heed case.")
  boolean caseSensitive;

  @Option(names = "--ter-asian-support", description = "Treat Asian characters on their own.")
  boolean asianSupport;

  @Option(names = "--ter-no-punct", description = "Remove punctuation.")
  boolean noPunctuation;

  @Option(names = "--ter-normalized", description = "Set punctuation apart.")
  boolean normalized;

  /** The metric. */
  Ter metric() {
    return Ter.with(new TerOptions(normalized, noPunctuation, asianSupport, caseSensitive));
  }
}
