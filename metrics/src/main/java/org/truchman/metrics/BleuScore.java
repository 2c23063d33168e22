package org.truchman.metrics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A BLEU score with everything that it was made of.
 *
 * @param score 0 to 100
 * @param counts matched n-grams of each order, from 1; whole numbers unless add-k smoothed them
 * @param totals the hypotheses' n-grams of each order, likewise
 * @param precisions matched n-grams in percent, smoothed
 * @param brevityPenalty 0 to 1; below 1 if the hypotheses are shorter than the references
 * @param hypothesisLength the number of tokens in the hypotheses
 * @param referenceLength the number of tokens in the references closest in length
 * @param signature how it was computed
 */
public record BleuScore(
    double score,
    List<Double> counts,
    List<Double> totals,
    List<Double> precisions,
    double brevityPenalty,
    long hypothesisLength,
    long referenceLength,
    Signature signature)
    implements Score {

  /** Keeps its own copies of the lists. */
  public BleuScore {
    counts = List.copyOf(counts);
    totals = List.copyOf(totals);
    precisions = List.copyOf(precisions);
  }

  @Override
  public String name() {
    return "BLEU";
  }

  /**
   * Hypothesis length over reference length.
   *
   * @return the ratio, 0 if the references are empty
   */
  public double ratio() {
    return referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
  }

  @Override
  public String verbose() {
    return precisions.stream()
            .map(precision -> PythonNumbers.fixed(precision, 1))
            .collect(Collectors.joining("/"))
        + (" (BP = " + PythonNumbers.fixed(brevityPenalty, 3))
        + (" ratio = " + PythonNumbers.fixed(ratio(), 3))
        + (" hyp_len = " + hypothesisLength)
        + (" ref_len = " + referenceLength + ")");
  }
}
