package org.truchman.metrics;

import java.util.List;
import java.util.Objects;
import org.truchman.metrics.tokens.TercomTokenizer;
import org.truchman.metrics.tokens.Tokens;

/**
 * TER: the edits that turn a hypothesis into the reference, a shifted phrase counting as one.
 *
 * @see <a href="https://aclanthology.org/2006.amta-papers.25">Snover et al. 2006</a>
 */
public final class Ter implements Metric<TerScore> {
  private final TerOptions options;
  private final TercomTokenizer tokenizer;

  private Ter(TerOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    this.tokenizer =
        new TercomTokenizer(
            options.normalized(),
            options.noPunctuation(),
            options.asianSupport(),
            options.caseSensitive());
  }

  /**
   * TER with sacreBLEU's defaults, which are Tercom's.
   *
   * @return the metric
   */
  public static Ter standard() {
    return new Ter(TerOptions.defaults());
  }

  /**
   * TER with settings of one's own.
   *
   * @param options the settings
   * @return the metric
   */
  public static Ter with(TerOptions options) {
    return new Ter(options);
  }

  /**
   * The settings.
   *
   * @return as they were given
   */
  public TerOptions options() {
    return options;
  }

  /** The fewest edits over the references, and the mean length of the references. */
  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    List<String> present = Segments.present(hypothesis, references);
    WordIds ids = new WordIds();
    int[] words = ids.learn(tokenizer.tokens(hypothesis));
    int edits = Integer.MAX_VALUE;
    long length = 0;
    for (String reference : present) {
      Tokens tokens = referenceTokens(reference);
      edits = Math.min(edits, edits(words, ids.learn(tokens)));
      length += tokens.size();
    }
    return Statistics.of(new double[] {edits, (double) length / present.size()}, present.size());
  }

  @Override
  public TerScore score(Statistics sum) {
    if (sum.size() != 2) {
      throw new IllegalArgumentException("TER needs 2 values, not " + sum.size());
    }
    double score = sampleScore(sum.copy(0, 2), Arithmetic.DOUBLE).value();
    return new TerScore(score, (long) sum.value(0), sum.value(1), signature(sum));
  }

  @Override
  public NumpyScalar sampleScore(double[] sum, Arithmetic arithmetic) {
    NumpyScalar edits = arithmetic.number(sum[0]);
    NumpyScalar length = arithmetic.number(sum[1]);
    if (length.value() > 0) {
      return NumpyScalar.of(100).times(edits.dividedBy(length));
    }
    return NumpyScalar.of(edits.value() > 0 ? 100 : 0);
  }

  /**
   * sacreBLEU tokenizes references twice, hypotheses once. Where words are only divided at white
   * space, that changes nothing; what was normalised comes out different the second time, such as
   * 's behind a space.
   */
  private Tokens referenceTokens(String reference) {
    Tokens tokens = tokenizer.tokens(reference);
    return options.normalized() ? tokenizer.tokens(tokens.toString()) : tokens;
  }

  private static int edits(int[] hypothesis, int[] reference) {
    if (reference.length == 0) {
      return hypothesis.length;
    }
    return new ShiftSearch(hypothesis, reference).edits();
  }

  private Signature signature(Statistics sum) {
    return Signature.of(sum)
        .with("case", "c", options.caseSensitive() ? "mixed" : "lc")
        .with("tok", "t", "tercom")
        .with("norm", "nr", options.normalized())
        .with("punct", "pn", !options.noPunctuation())
        .with("asian", "as", options.asianSupport());
  }
}
