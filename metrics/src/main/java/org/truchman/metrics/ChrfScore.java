package org.truchman.metrics;

/**
 * A chrF score.
 *
 * @param score 0 to 100
 * @param beta how much more recall weighed than precision
 * @param wordOrder the longest word n-gram; each puts a plus into the name
 * @param signature how it was computed
 */
public record ChrfScore(double score, int beta, int wordOrder, Signature signature)
    implements Score {

  @Override
  public String name() {
    return "chrF" + beta + "+".repeat(wordOrder);
  }

  @Override
  public String verbose() {
    return "";
  }
}
