package org.truchman.metrics;

import java.util.List;
import java.util.Objects;
import org.truchman.metrics.tokens.PythonText;
import org.truchman.metrics.tokens.Tokens;

/**
 * chrF: the character n-grams that hypothesis and reference share, and with words chrF++.
 *
 * @see <a href="https://aclanthology.org/W15-3049">Popović 2015</a>
 * @see <a href="https://aclanthology.org/W17-4770">Popović 2017</a>
 */
public final class Chrf implements Metric<ChrfScore> {
  private final ChrfOptions options;
  private final ChrfFormula formula;

  private Chrf(ChrfOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    this.formula = new ChrfFormula(options);
  }

  /**
   * chrF2: sacreBLEU's defaults.
   *
   * @return the metric
   */
  public static Chrf standard() {
    return new Chrf(ChrfOptions.defaults());
  }

  /**
   * chrF2++: with words and pairs of words.
   *
   * @return the metric
   */
  public static Chrf plusPlus() {
    return new Chrf(ChrfOptions.defaults().withWordOrder(2));
  }

  /**
   * chrF with settings of one's own.
   *
   * @param options the settings
   * @return the metric
   */
  public static Chrf with(ChrfOptions options) {
    return new Chrf(options);
  }

  /**
   * The settings.
   *
   * @return as they were given
   */
  public ChrfOptions options() {
    return options;
  }

  /**
   * For each order, characters before words: the hypothesis's n-grams, the reference's, and those
   * shared. Of several references the one with the best score counts, the first of equals.
   */
  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    List<String> present = Segments.present(hypothesis, references);
    ChrfText text = text(hypothesis);
    double[] best = null;
    double bestScore = -1;
    for (String reference : present) {
      double[] values = values(text, text(reference));
      double score = present.size() == 1 ? 0 : sampleScore(values, Arithmetic.DOUBLE).value();
      if (score > bestScore) {
        bestScore = score;
        best = values;
      }
    }
    return Statistics.of(best, present.size());
  }

  @Override
  public ChrfScore score(Statistics sum) {
    if (sum.size() != 3 * options.orders()) {
      throw new IllegalArgumentException(
          ("chrF of " + options.orders() + " orders needs " + 3 * options.orders())
              + (" values, not " + sum.size()));
    }
    double score = sampleScore(sum.copy(0, sum.size()), Arithmetic.DOUBLE).value();
    return new ChrfScore(score, options.beta(), options.wordOrder(), signature(sum));
  }

  @Override
  public NumpyScalar sampleScore(double[] sum, Arithmetic arithmetic) {
    return formula.score(sum, arithmetic);
  }

  private ChrfText text(String line) {
    return ChrfText.of(options.lowercase() ? PythonText.lower(line) : line, options);
  }

  private double[] values(ChrfText hypothesis, ChrfText reference) {
    double[] values = new double[3 * options.orders()];
    int[] matches = new int[options.characterOrder()];
    if (matches.length > 0) {
      Ngrams ngrams = new Ngrams(matches.length, reference.length());
      ngrams.learn(reference.characters(), reference.length());
      ngrams.consume(hypothesis.characters(), hypothesis.length(), matches);
    }
    fill(values, 0, matches, hypothesis.length(), reference.length());
    if (options.wordOrder() > 0) {
      fillWords(values, hypothesis.words(), reference.words());
    }
    return values;
  }

  private void fillWords(double[] values, Tokens hypothesis, Tokens reference) {
    int[] matches = new int[options.wordOrder()];
    WordIds ids = new WordIds();
    Ngrams ngrams = new Ngrams(matches.length, reference.size());
    ngrams.learn(ids.learn(reference), reference.size());
    ngrams.consume(ids.find(hypothesis), hypothesis.size(), matches);
    fill(values, 3 * options.characterOrder(), matches, hypothesis.size(), reference.size());
  }

  /** A hypothesis's n-grams do not count where the reference is too short to have any. */
  private static void fill(double[] values, int at, int[] matches, int hypothesis, int reference) {
    for (int n = 0; n < matches.length; n++) {
      int ofReference = Math.max(0, reference - n);
      values[at + 3 * n] = ofReference == 0 ? 0 : Math.max(0, hypothesis - n);
      values[at + 3 * n + 1] = ofReference;
      values[at + 3 * n + 2] = matches[n];
    }
  }

  private Signature signature(Statistics sum) {
    return Signature.of(sum)
        .with("case", "c", options.lowercase() ? "lc" : "mixed")
        .with("eff", "e", !options.epsilonSmoothing())
        .with("nc", "nc", Integer.toString(options.characterOrder()))
        .with("nw", "nw", Integer.toString(options.wordOrder()))
        .with("space", "s", options.whitespace());
  }
}
