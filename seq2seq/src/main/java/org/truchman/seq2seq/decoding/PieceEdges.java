package org.truchman.seq2seq.decoding;

import java.util.BitSet;

/**
 * Where words end: which pieces go on with the word of the piece beside them, so that a phrase that
 * ends or begins there is only a part of a word.
 *
 * @param left pieces that go on with the word before them; not to be changed
 * @param right pieces whose word goes on in the piece behind them; not to be changed
 */
public record PieceEdges(BitSet left, BitSet right) {
  /** Every piece is a word. */
  public static final PieceEdges WORDS = new PieceEdges(new BitSet(), new BitSet());

  /** Whether a piece and the next one are parts of one word; {@code before} is -1 at the start. */
  boolean isInside(int before, int piece) {
    return goesOn(before) || (before >= 0 && left.get(piece));
  }

  /** Whether the word of a piece goes on behind it. */
  boolean goesOn(int piece) {
    return piece >= 0 && right.get(piece);
  }
}
