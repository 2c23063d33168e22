package org.truchman.seq2seq.decoding;

import java.util.Arrays;

/**
 * The pieces of all hypotheses of a search as a tree: a hypothesis is a node, its pieces are read
 * back to the root. A step adds one node per hypothesis instead of copying prefixes.
 */
final class Trellis {
  /** The empty hypothesis. */
  static final int ROOT = -1;

  private int[] pieces = new int[256];
  private int[] parents = new int[256];
  private float[][] attention;
  private int size;

  /** Gives the new node that continues a parent (or {@link #ROOT}) by a piece. */
  int add(int parent, int piece) {
    if (size == pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * size);
      parents = Arrays.copyOf(parents, 2 * size);
    }
    pieces[size] = piece;
    parents[size] = parent;
    return size++;
  }

  /** The same, and keeps what the piece looked at. */
  int add(int parent, int piece, float[] looked) {
    int node = add(parent, piece);
    if (attention == null || attention.length < pieces.length) {
      attention =
          attention == null ? new float[pieces.length][] : Arrays.copyOf(attention, pieces.length);
    }
    attention[node] = looked;
    return node;
  }

  /**
   * Gives what the pieces from the root to a node looked at.
   *
   * @param node the last piece's node, or {@link #ROOT}
   * @param depth how many pieces that are
   * @return as many rows; null for a piece that was added without
   */
  float[][] attention(int node, int depth) {
    float[][] looked = new float[depth][];
    for (int i = depth - 1; i >= 0; i--) {
      looked[i] = attention == null || node >= attention.length ? null : attention[node];
      node = parents[node];
    }
    return looked;
  }

  /**
   * Gives the pieces from the root to a node.
   *
   * @param node the last piece's node, or {@link #ROOT}
   * @param depth how many pieces that are
   * @return a new array of that length
   */
  int[] path(int node, int depth) {
    int[] path = new int[depth];
    for (int i = depth - 1; i >= 0; i--) {
      path[i] = pieces[node];
      node = parents[node];
    }
    return path;
  }
}
