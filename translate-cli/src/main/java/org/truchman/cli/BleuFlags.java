package org.truchman.cli;

import java.util.OptionalDouble;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.Smoothing;
import org.truchman.metrics.tokens.BleuTokenizer;
import picocli.CommandLine.Option;

/** How BLEU counts, in sacreBLEU's flags. */
final class BleuFlags {
  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      description = "13a, intl, char, zh or none. Default: 13a.")
  String tokenizer = BleuTokenizer.V13A.label();

  @Option(
      names = {"-lc", "--lowercase"},
      description = "Ignore case.")
  boolean lowercase;

  @Option(
      names = {"-s", "--smooth-method"},
      paramLabel = "NAME",
      description = "exp, floor, add-k or none. Default: exp.")
  String smoothing = Smoothing.EXP.label();

  @Option(
      names = {"-sv", "--smooth-value"},
      paramLabel = "X",
      description = "Value of floor (default 0.1) and add-k (default 1).")
  Double smoothValue;

  @Option(names = "--force", description = "Do not warn of hypotheses that look tokenized.")
  boolean force;

  /**
   * The metric.
   *
   * @param sentences whether it scores single sentences, which may be shorter than an n-gram
   */
  Bleu metric(boolean sentences) {
    OptionalDouble value =
        smoothValue == null ? OptionalDouble.empty() : OptionalDouble.of(smoothValue);
    return Bleu.with(
        BleuOptions.defaults()
            .withTokenizer(BleuTokenizer.of(tokenizer))
            .withLowercase(lowercase)
            .withSmoothing(Smoothing.of(smoothing), value)
            .withEffectiveOrder(sentences));
  }
}
