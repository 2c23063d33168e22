package org.truchman.metrics;

/**
 * A translation edit rate: edits for each hundred words of reference; less is better.
 *
 * @param score 0 or more, possibly above 100
 * @param edits the number of insertions, deletions, substitutions and shifts
 * @param referenceLength the number of reference words, the mean where there are several references
 * @param signature how it was computed
 */
public record TerScore(double score, long edits, double referenceLength, Signature signature)
    implements Score {

  @Override
  public String name() {
    return "TER";
  }

  @Override
  public String verbose() {
    return "";
  }
}
