package org.truchman.metrics;

import java.util.Arrays;
import org.truchman.metrics.tokens.Tokens;

/** Small numbers for the words of a segment, the same for the same word; no strings are made. */
final class WordIds {
  static final int UNKNOWN = -1;

  private int[] slots = new int[128]; // id + 1, or 0 where free
  private int[] hashes = new int[64];
  private int[] ends = new int[64];
  private int[] letters = new int[256];
  private int size;

  /** The ids of the tokens, new ones for words not met before. */
  int[] learn(Tokens tokens) {
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = learn(tokens.codePoints(), tokens.start(i), tokens.end(i));
    }
    return ids;
  }

  /** The ids of the tokens, {@link #UNKNOWN} for words not met before. */
  int[] find(Tokens tokens) {
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      int[] text = tokens.codePoints();
      int start = tokens.start(i);
      int end = tokens.end(i);
      ids[i] = slots[slot(text, start, end, hash(text, start, end))] - 1;
    }
    return ids;
  }

  /** The id of the word that stands in the text from start to end. */
  int learn(int[] text, int start, int end) {
    int hash = hash(text, start, end);
    int slot = slot(text, start, end, hash);
    if (slots[slot] == 0) {
      append(text, start, end, hash);
      slots[slot] = size;
      if (2 * size > slots.length) {
        widen();
      }
      return size - 1;
    }
    return slots[slot] - 1;
  }

  private int slot(int[] text, int start, int end, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !isWord(slots[slot] - 1, text, start, end, hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isWord(int id, int[] text, int start, int end, int hash) {
    int from = id == 0 ? 0 : ends[id - 1];
    return hashes[id] == hash && Arrays.equals(letters, from, ends[id], text, start, end);
  }

  private void append(int[] text, int start, int end, int hash) {
    int from = size == 0 ? 0 : ends[size - 1];
    int to = from + end - start;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    if (to > letters.length) {
      letters = Arrays.copyOf(letters, Math.max(to, 2 * letters.length));
    }
    System.arraycopy(text, start, letters, from, end - start);
    ends[size] = to;
    hashes[size] = hash;
    size++;
  }

  private void widen() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int hash(int[] text, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    // Words that differ in their last letter must not crowd into neighbouring slots.
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
