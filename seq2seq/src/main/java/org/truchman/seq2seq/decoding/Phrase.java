package org.truchman.seq2seq.decoding;

import java.util.List;

/**
 * A phrase of the target language, in every way in which it is looked for.
 *
 * @param spellings piece ids of each way, any of which is the phrase, wherever it stands; at least
 *     one piece each; not to be changed
 * @param atStart further ways that count at the start of a translation only
 */
public record Phrase(List<int[]> spellings, List<int[]> atStart) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no spelling, or one without pieces
   */
  public Phrase {
    spellings = List.copyOf(spellings);
    atStart = List.copyOf(atStart);
    boolean empty = spellings.stream().anyMatch(s -> s.length == 0);
    if (spellings.isEmpty() || empty || atStart.stream().anyMatch(s -> s.length == 0)) {
      throw new IllegalArgumentException(
          "a phrase has "
              + (spellings.isEmpty() ? "no spelling" : "a spelling without pieces")
              + "; each of at least one spelling needs a piece");
    }
  }

  /** A phrase that is spelled in one way. */
  public static Phrase of(int... pieces) {
    return new Phrase(List.of(pieces), List.of());
  }
}
