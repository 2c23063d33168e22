package org.truchman.seq2seq.decoding;

import java.util.BitSet;

/**
 * What one hypothesis may say next: all but a few pieces, or a single one.
 *
 * <p>An instance is used again and again; it allows everything at first.
 */
final class NextPieces {
  private static final int NONE = -1;

  private int only = NONE;
  private final BitSet banned = new BitSet();
  private int bannedCount;

  /** Allows everything. */
  void reset() {
    only = NONE;
    banned.clear();
    bannedCount = 0;
  }

  /** Allows this piece alone, whatever else is banned. */
  void force(int piece) {
    only = piece;
  }

  /** Forbids one piece. */
  void ban(int piece) {
    if (!banned.get(piece)) {
      banned.set(piece);
      bannedCount++;
    }
  }

  /** Whether a piece may follow. */
  boolean allows(int piece) {
    return only == NONE ? !banned.get(piece) : piece == only;
  }

  /** Gives how many pieces are banned, if none is forced. */
  int bannedCount() {
    return bannedCount;
  }
}
