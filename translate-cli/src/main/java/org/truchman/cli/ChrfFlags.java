package org.truchman.cli;

import org.truchman.metrics.Chrf;
import org.truchman.metrics.ChrfOptions;
import picocli.CommandLine.Option;

/** How chrF counts, in sacreBLEU's flags. */
final class ChrfFlags {
  @Option(
      names = {"-cc", "--chrf-char-order"},
      paramLabel = "N",
      description = "Longest character n-gram. Default: 6.")
  int characterOrder = ChrfOptions.defaults().characterOrder();

  @Option(
      names = {"-cw", "--chrf-word-order"},
      paramLabel = "N",
      description = "Longest word n-gram; 2 makes it chrF++. Default: 0.")
  int wordOrder = ChrfOptions.defaults().wordOrder();

  @Option(
      names = "--chrf-beta",
      paramLabel = "N",
      description = "How much more recall weighs than precision. Default: 2.")
  int beta = ChrfOptions.defaults().beta();

  @Option(names = "--chrf-whitespace", description = "Count white space, too.")
  boolean whitespace;

  @Option(names = "--chrf-lowercase", description = "Ignore case.")
  boolean lowercase;

  @Option(names = "--chrf-eps-smoothing", description = "Smooth as chrF++.py, NLTK and Moses do.")
  boolean epsilonSmoothing;

  /** The metric. */
  Chrf metric() {
    return Chrf.with(
        new ChrfOptions(characterOrder, wordOrder, beta, lowercase, whitespace, epsilonSmoothing));
  }
}
