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
 */
public record Translation(String text, double score, List<Alternative> alternatives) {
  /** Copies the list. */
  public Translation {
    alternatives = List.copyOf(alternatives);
  }
}
