package org.truchman.seq2seq.data;

import java.util.Arrays;
import org.truchman.text.vocab.SpecialToken;

/**
 * A sentence pair as piece ids, without BOS, EOS or PAD: batches add them.
 *
 * @param source ids of the source pieces, may be empty; owned by this record, not to be changed
 * @param target ids of the target pieces, may be empty; owned by this record, not to be changed
 */
public record IndexedPair(int[] source, int[] target) {

  /**
   * Checks the ids.
   *
   * @throws IllegalArgumentException if one is negative, or that of PAD, BOS or EOS
   */
  public IndexedPair {
    requirePieces("source", source);
    requirePieces("target", target);
  }

  /** Checks that a sentence holds pieces only, naming it in the error. */
  static void requirePieces(String name, int[] pieces) {
    for (int i = 0; i < pieces.length; i++) {
      if (pieces[i] < SpecialToken.COUNT && pieces[i] != SpecialToken.UNK.id()) {
        throw new IllegalArgumentException(
            name
                + "["
                + i
                + "] is "
                + pieces[i]
                + "; a sentence holds piece ids above 3 or UNK 1, never PAD 0, BOS 2 or EOS 3");
      }
    }
  }

  /** Gives whether the other pair has the same pieces. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IndexedPair that
        && Arrays.equals(source, that.source)
        && Arrays.equals(target, that.target);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(source) + Arrays.hashCode(target);
  }

  @Override
  public String toString() {
    return Arrays.toString(source) + " -> " + Arrays.toString(target);
  }
}
