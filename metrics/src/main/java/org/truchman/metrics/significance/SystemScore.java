package org.truchman.metrics.significance;

import java.util.Optional;
import java.util.OptionalDouble;
import org.truchman.metrics.Confidence;

/**
 * One system's score by one metric, and how it compares with the baseline's.
 *
 * @param score of the whole corpus
 * @param confidence the interval; empty if nothing was resampled
 * @param pValue how probable the difference from the baseline is by chance; empty for the baseline
 *     itself and where nothing was compared
 */
public record SystemScore(double score, Optional<Confidence> confidence, OptionalDouble pValue) {

  /**
   * A score that nothing else is known of.
   *
   * @param score of the whole corpus
   * @return the score by itself
   */
  public static SystemScore of(double score) {
    return new SystemScore(score, Optional.empty(), OptionalDouble.empty());
  }
}
