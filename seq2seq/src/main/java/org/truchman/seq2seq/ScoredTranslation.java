package org.truchman.seq2seq;

import java.util.List;

/**
 * How probable a model finds a translation that somebody gave.
 *
 * @param logProbability natural logarithm of its probability, given the source: the sum over its
 *     pieces; 0 or less
 * @param pieces its pieces and, last, its end, each with what it adds to the sum
 */
public record ScoredTranslation(double logProbability, List<Piece> pieces) {
  /** How the end of a translation is written among its pieces. */
  public static final String END = "</s>";

  /** Copies the list. */
  public ScoredTranslation {
    pieces = List.copyOf(pieces);
  }

  /**
   * One piece.
   *
   * @param text as the vocabulary has it, or {@link #END}
   * @param logProbability given the source and the pieces before
   */
  public record Piece(String text, double logProbability) {}
}
