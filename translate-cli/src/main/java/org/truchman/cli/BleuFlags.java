package org.truchman.cli;

import java.util.OptionalDouble;
import java.util.Set;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.Smoothing;
import org.truchman.metrics.tokens.BleuTokenizer;
import picocli.CommandLine.Option;

/** How BLEU counts, in sacreBLEU's flags. */
final class BleuFlags {
  private static final String CHINESE = "zh";
  // The target languages for which sacreBLEU does not take 13a.
  private static final Set<String> OWN_TOKENIZERS = Set.of(CHINESE, "ja", "ko");

  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      description = "13a, intl, char, zh or none. Default: 13a, or what -l asks for.")
  String tokenizer;

  @Option(
      names = {"-l", "--language-pair"},
      paramLabel = "FROM-TO",
      description = "Two languages; to Chinese (en-zh), the default tokenizer is zh.")
  String languages;

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
            .withTokenizer(tokenizer())
            .withLowercase(lowercase)
            .withSmoothing(Smoothing.of(smoothing), value)
            .withEffectiveOrder(sentences));
  }

  /** Whether the tokenizer that was asked for is not the one for the language. */
  boolean hasUnusualTokenizer() {
    return tokenizer != null && isWithoutSpaces() && !tokenizer.equals(target());
  }

  private BleuTokenizer tokenizer() {
    if (tokenizer != null) {
      return BleuTokenizer.of(tokenizer);
    }
    if (!isWithoutSpaces()) {
      return BleuTokenizer.V13A;
    }
    if (!target().equals(CHINESE)) {
      throw CommandFailure.usage(
          ("--language-pair " + languages + ": sacreBLEU's tokenizer for it needs MeCab, which is")
              + " not here; choose another, such as --tokenize char");
    }
    return BleuTokenizer.ZH;
  }

  private boolean isWithoutSpaces() {
    return languages != null && OWN_TOKENIZERS.contains(target());
  }

  private String target() {
    String[] codes = languages.split("-");
    if (codes.length < 2) {
      throw CommandFailure.usage(
          "--language-pair " + languages + ": give two codes and a hyphen, such as en-de");
    }
    return codes[1];
  }
}
