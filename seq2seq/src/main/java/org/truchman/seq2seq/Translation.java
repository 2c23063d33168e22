package org.truchman.seq2seq;

import java.util.List;

/**
 * A translated line.
 *
 * @param text the best translation found; empty for a blank line
 * @param score its log-probability after the penalties of length and coverage, 0 for a blank line;
 *     of a line that was split, the mean over its parts
 * @param alternatives the n-best list, best first (samples in the order in which they were drawn),
 *     {@code text} included; of a line that was split, {@code text} alone
 * @param unmet what was asked of {@code text} and is not so; mostly none
 * @param alignment of {@code text}; null unless the options ask for it
 */
public record Translation(
    String text,
    double score,
    List<Alternative> alternatives,
    List<UnmetConstraint> unmet,
    Alignment alignment) {
  /** Copies the lists. */
  public Translation {
    alternatives = List.copyOf(alternatives);
    unmet = List.copyOf(unmet);
  }

  /** A translation that keeps to all that was asked, without alignment. */
  public Translation(String text, double score, List<Alternative> alternatives) {
    this(text, score, alternatives, List.of(), null);
  }
}
