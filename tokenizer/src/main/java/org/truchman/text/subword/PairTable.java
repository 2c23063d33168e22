package org.truchman.text.subword;

import java.util.Arrays;

/**
 * Numbers pairs of symbols 0, 1, 2, ...: a hash table of primitives, because pairs are looked up
 * for every character of a word. Not thread-safe while pairs are added.
 */
final class PairTable {
  /** Odd, without pattern (the golden ratio of 64 bits): spreads neighbouring ids. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int NONE = -1;

  private long[] keys;
  private int[] numbers;
  private int size;

  /** A table with room for so many pairs; it grows. */
  PairTable(int expected) {
    int capacity = Integer.highestOneBit(Math.max(16, expected) * 4 - 1);
    keys = new long[capacity];
    numbers = new int[capacity];
    Arrays.fill(numbers, NONE);
  }

  /** The number of pairs. */
  int size() {
    return size;
  }

  /** The number of a pair, or -1. */
  int find(int left, int right) {
    long key = key(left, right);
    int slot = slot(key);
    while (numbers[slot] != NONE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return numbers[slot];
  }

  /** The number of a pair, which is the next one when the pair is new. */
  int add(int left, int right) {
    long key = key(left, right);
    int slot = slot(key);
    while (numbers[slot] != NONE) {
      if (keys[slot] == key) {
        return numbers[slot];
      }
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = key;
    numbers[slot] = size++;
    int number = numbers[slot];
    if (size * 2 > keys.length) {
      grow();
    }
    return number;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = new int[keys.length];
    Arrays.fill(numbers, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != NONE) {
        int slot = slot(oldKeys[i]);
        while (numbers[slot] != NONE) {
          slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private int slot(long key) {
    return (int) (key * SPREAD >>> 32) & keys.length - 1;
  }
}
