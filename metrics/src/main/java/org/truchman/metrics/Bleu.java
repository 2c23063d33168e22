package org.truchman.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.truchman.metrics.tokens.PythonText;
import org.truchman.metrics.tokens.Tokens;

/**
 * BLEU: the n-grams that hypothesis and references share, against being too short.
 *
 * @see <a href="https://aclanthology.org/P02-1040">Papineni et al. 2002</a>
 */
public final class Bleu implements Metric<BleuScore> {
  private static final int TOKENIZED_LINES_TO_WARN = 100;

  private final BleuOptions options;

  private Bleu(BleuOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * BLEU as papers report it: sacreBLEU's defaults.
   *
   * @return the metric
   */
  public static Bleu standard() {
    return new Bleu(BleuOptions.defaults());
  }

  /**
   * BLEU of single sentences as sacreBLEU's command line gives it: with effective order.
   *
   * @return the metric
   */
  public static Bleu ofSentences() {
    return new Bleu(BleuOptions.defaults().withEffectiveOrder(true));
  }

  /**
   * BLEU with settings of one's own.
   *
   * @param options the settings
   * @return the metric
   */
  public static Bleu with(BleuOptions options) {
    return new Bleu(options);
  }

  /**
   * Whether the hypotheses look as if they were tokenized, which distorts BLEU: at least 100 lines
   * end in a period that stands alone. sacreBLEU warns then, and goes on.
   *
   * @param hypotheses the translations
   * @return whether a warning is due
   */
  public static boolean looksTokenized(List<String> hypotheses) {
    return hypotheses.stream()
            .filter(line -> line.endsWith(" ."))
            .limit(TOKENIZED_LINES_TO_WARN)
            .count()
        == TOKENIZED_LINES_TO_WARN;
  }

  /**
   * The settings.
   *
   * @return as they were given
   */
  public BleuOptions options() {
    return options;
  }

  /**
   * Hypothesis length, length of the closest reference, matches of each order, n-grams of each
   * order.
   */
  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    List<String> present = Segments.present(hypothesis, references);
    Tokens words = tokens(hypothesis);
    WordIds ids = new WordIds();
    Ngrams ngrams = new Ngrams(options.maxOrder(), words.size() * present.size());
    int closest = -1;
    for (String reference : present) {
      int[] symbols = ids.learn(tokens(reference));
      ngrams.learn(symbols, symbols.length);
      closest = closer(words.size(), closest, symbols.length);
    }
    int[] matches = new int[options.maxOrder()];
    ngrams.consume(ids.find(words), words.size(), matches);
    return Statistics.of(values(words.size(), closest, matches), present.size());
  }

  @Override
  public BleuScore score(Statistics sum) {
    int size = BleuFormula.size(options);
    if (sum.size() != size) {
      throw new IllegalArgumentException(
          ("BLEU up to order " + options.maxOrder() + " needs " + size + " values, not ")
              + sum.size());
    }
    BleuFormula result = BleuFormula.of(sum.copy(0, size), options, Arithmetic.DOUBLE);
    return new BleuScore(
        result.score(),
        values(result.counts()),
        values(result.totals()),
        values(result.precisions()),
        result.penalty(),
        (long) sum.value(0),
        (long) sum.value(1),
        signature(sum));
  }

  @Override
  public NumpyScalar sampleScore(double[] sum, Arithmetic arithmetic) {
    return NumpyScalar.of(BleuFormula.of(sum, options, arithmetic).score());
  }

  private Tokens tokens(String line) {
    return options.tokenizer().tokens(options.lowercase() ? PythonText.lower(line) : line);
  }

  private double[] values(int length, int closest, int[] matches) {
    int orders = matches.length;
    double[] values = new double[2 + 2 * orders];
    values[0] = length;
    values[1] = closest;
    for (int n = 0; n < orders; n++) {
      values[2 + n] = matches[n];
      values[2 + orders + n] = Math.max(0, length - n);
    }
    return values;
  }

  /** Of two reference lengths the one closer to the hypothesis's, the shorter if both are. */
  private static int closer(int length, int best, int candidate) {
    if (best < 0) {
      return candidate;
    }
    int gain = Math.abs(length - best) - Math.abs(length - candidate);
    return gain > 0 || gain == 0 && candidate < best ? candidate : best;
  }

  private Signature signature(Statistics sum) {
    Smoothing smoothing = options.smoothing();
    String smooth =
        smoothing.hasValue()
            ? smoothing.label() + "[" + PythonNumbers.fixed(options.smoothingValue(), 2) + "]"
            : smoothing.label();
    return Signature.of(sum)
        .with("case", "c", options.lowercase() ? "lc" : "mixed")
        .with("eff", "e", options.effectiveOrder())
        .with("tok", "tok", options.tokenizer().label())
        .with("smooth", "s", smooth);
  }

  private static List<Double> values(NumpyScalar[] numbers) {
    return Arrays.stream(numbers).map(NumpyScalar::value).toList();
  }
}
