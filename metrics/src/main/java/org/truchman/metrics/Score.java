package org.truchman.metrics;

import java.util.Optional;

/** The outcome of a metric, together with the signature that makes it comparable. */
public interface Score {
  /**
   * The metric's name as it is printed.
   *
   * @return for example BLEU, chrF2++, TER
   */
  String name();

  /**
   * The score itself.
   *
   * @return 0 to 100, where TER may exceed 100 and less is better
   */
  double score();

  /**
   * The figures that are printed behind the score.
   *
   * @return for example {@code 55.1/29.0/18.2/11.9 (BP = 1.000 ...)}; empty if there are none
   */
  String verbose();

  /**
   * How the score was computed.
   *
   * @return its signature
   */
  Signature signature();

  /**
   * How far the score may be trusted.
   *
   * @return what a bootstrap found; empty if there was none
   */
  default Optional<Confidence> confidence() {
    return Optional.empty();
  }
}
