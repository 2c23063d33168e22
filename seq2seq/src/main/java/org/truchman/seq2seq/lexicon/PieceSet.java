package org.truchman.seq2seq.lexicon;

/** A set of ids as bits, in their order. */
final class PieceSet {
  private final long[] words;

  /** The empty set of ids below a number. */
  PieceSet(int ids) {
    this.words = new long[(ids + Long.SIZE - 1) / Long.SIZE];
  }

  private PieceSet(long[] words) {
    this.words = words;
  }

  PieceSet copy() {
    return new PieceSet(words.clone());
  }

  void add(int id) {
    words[id >> 6] |= 1L << id;
  }

  void removeAll(PieceSet other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
  }

  int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /** The ids, ascending. */
  int[] ids() {
    int[] ids = new int[size()];
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        ids[count++] = (i << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return ids;
  }
}
