package org.truchman.metrics;

import java.util.Arrays;

/**
 * The n-grams of a segment's references with their counts, kept as a trie: the n-grams that start at
 * one place are one path from the root.
 *
 * <p>Symbols are word ids or code points. Edges live in one hash table from (node, symbol) to node,
 * so nothing is approximate: two n-grams share a node only if they are equal.
 */
final class Ngrams {
  private static final int ROOT = 0;
  private static final long MOST_SLOTS_AT_FIRST = 1 << 20; // an endless line grows them itself

  private final int order;
  private long[] keys;
  private int[] nodes; // 0 where free: no edge leads to the root
  private int[] counts; // of each node: the most that one reference has
  private int[] current; // of each node: what the reference being read has so far
  private int size = 1;

  /**
   * Room for the n-grams of some text.
   *
   * @param order the longest n-gram
   * @param symbols the number of symbols that are likely to come; more may come
   */
  Ngrams(int order, int symbols) {
    this.order = order;
    long wanted = Math.max(32, Math.min(MOST_SLOTS_AT_FIRST, 2L * order * symbols));
    int slots = Integer.highestOneBit((int) wanted) << 1;
    keys = new long[slots];
    nodes = new int[slots];
    counts = new int[slots / 2];
    current = new int[slots / 2];
  }

  /** Reads one reference; of several, each n-gram keeps its largest count. */
  void learn(int[] symbols, int length) {
    Arrays.fill(current, 0, size, 0);
    for (int start = 0; start < length; start++) {
      int node = ROOT;
      int end = Math.min(length, start + order);
      for (int i = start; i < end; i++) {
        node = childOrNew(node, symbols[i]);
        current[node]++;
        if (current[node] > counts[node]) {
          counts[node] = current[node];
        }
      }
    }
  }

  /**
   * Counts the n-grams that a hypothesis shares with the references, none more often than they have
   * it; uses the counts up.
   *
   * @param matches receives the number for each order: that of unigrams at {@code matches[0]}
   */
  void consume(int[] symbols, int length, int[] matches) {
    for (int start = 0; start < length; start++) {
      int node = ROOT;
      int depth = Math.min(order, length - start);
      for (int n = 0; n < depth; n++) {
        node = nodes[slot(key(node, symbols[start + n]))];
        if (node == ROOT) {
          break; // no reference has this n-gram, so none has a longer one
        }
        if (counts[node] > 0) {
          counts[node]--;
          matches[n]++;
        }
      }
    }
  }

  private int childOrNew(int node, int symbol) {
    long key = key(node, symbol);
    int slot = slot(key);
    if (nodes[slot] == 0) {
      if (size == counts.length) {
        widen();
        slot = slot(key);
      }
      keys[slot] = key;
      nodes[slot] = size++;
    }
    return nodes[slot];
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = slotOf(key) & mask;
    while (nodes[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void widen() {
    long[] oldKeys = keys;
    int[] oldNodes = nodes;
    keys = new long[2 * oldKeys.length];
    nodes = new int[keys.length];
    counts = Arrays.copyOf(counts, oldKeys.length);
    current = Arrays.copyOf(current, oldKeys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNodes[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        nodes[slot] = oldNodes[i];
      }
    }
  }

  private static long key(int node, int symbol) {
    return (long) node << 32 | symbol & 0xFFFFFFFFL;
  }

  private static int slotOf(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L; // the golden ratio's 64 bits spread the keys
    return (int) (mixed >>> 32);
  }
}
