package org.truchman.seq2seq.decoding;

import java.util.Arrays;

/**
 * What one hypothesis may say next: all but a few pieces, or a single one.
 *
 * <p>An instance is used again and again; it allows everything at first.
 */
final class NextPieces {
  private static final int NONE = -1;

  private int only = NONE;
  private int[] banned = new int[8];
  private int bannedCount;

  /** Allows everything. */
  void reset() {
    only = NONE;
    bannedCount = 0;
  }

  /** Allows this piece alone, whatever else is banned. */
  void force(int piece) {
    only = piece;
  }

  /** Forbids one piece. */
  void ban(int piece) {
    if (isBanned(piece)) {
      return;
    }
    if (bannedCount == banned.length) {
      banned = Arrays.copyOf(banned, 2 * bannedCount);
    }
    banned[bannedCount++] = piece;
  }

  private boolean isBanned(int piece) {
    for (int i = 0; i < bannedCount; i++) {
      if (banned[i] == piece) {
        return true;
      }
    }
    return false;
  }

  /** Whether a piece may follow. */
  boolean allows(int piece) {
    return only == NONE ? !isBanned(piece) : piece == only;
  }

  /** Gives how many pieces are banned, if none is forced. */
  int bannedCount() {
    return bannedCount;
  }
}
