package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Phrases by their pieces, as a tree: a node is what several phrases may begin with. Immutable. */
public final class PhraseTrie {
  /** No phrase at all. */
  public static final PhraseTrie EMPTY = of(List.of());

  /** The node of nothing said yet, anywhere in a translation. */
  static final int ROOT = 0;

  /** The node of nothing said yet, at the start of a translation. */
  static final int START = 1;

  /** No node. */
  static final int NONE = -1;

  private final List<Node> nodes = new ArrayList<>();

  /** What is known where some pieces of a phrase are said. */
  private static final class Node {
    final int depth;
    final Map<Integer, Integer> children = new HashMap<>();

    /** Phrases that are complete here, and those that are or may become so. */
    final BitSet ended = new BitSet();

    final BitSet begun = new BitSet();

    /** Pieces that complete a phrase. */
    final List<Integer> closing = new ArrayList<>();

    Node(int depth) {
      this.depth = depth;
    }
  }

  private PhraseTrie() {
    nodes.add(new Node(0));
    nodes.add(new Node(0));
  }

  /** Gives the tree of phrases, which are known by their place in this list. */
  public static PhraseTrie of(List<Phrase> phrases) {
    PhraseTrie trie = new PhraseTrie();
    for (int i = 0; i < phrases.size(); i++) {
      for (int[] spelling : phrases.get(i).spellings()) {
        trie.add(ROOT, spelling, i);
      }
      for (int[] spelling : phrases.get(i).atStart()) {
        trie.add(START, spelling, i);
      }
    }
    for (Node node : trie.nodes) {
      node.children.forEach(
          (piece, child) -> {
            if (!trie.nodes.get(child).ended.isEmpty()) {
              node.closing.add(piece);
            }
          });
    }
    return trie;
  }

  private void add(int root, int[] pieces, int phrase) {
    Node node = nodes.get(root);
    node.begun.set(phrase);
    for (int piece : pieces) {
      Integer child = node.children.get(piece);
      if (child == null) {
        child = nodes.size();
        node.children.put(piece, child);
        nodes.add(new Node(node.depth + 1));
      }
      node = nodes.get(child);
      node.begun.set(phrase);
    }
    node.ended.set(phrase);
  }

  /** Whether there is no phrase. */
  public boolean isEmpty() {
    return nodes.size() == 2;
  }

  /** Gives the node one piece further; {@link #NONE} if no phrase goes on so. */
  int child(int node, int piece) {
    return nodes.get(node).children.getOrDefault(piece, NONE);
  }

  /** Gives how many pieces are said at a node. */
  int depth(int node) {
    return nodes.get(node).depth;
  }

  /** Gives the phrases that are complete at a node; not to be changed. */
  BitSet ended(int node) {
    return nodes.get(node).ended;
  }

  /** Gives the phrases that are or may become complete at a node; not to be changed. */
  BitSet begun(int node) {
    return nodes.get(node).begun;
  }

  /** Gives the pieces that a phrase goes on with. */
  Iterable<Integer> pieces(int node) {
    return nodes.get(node).children.keySet();
  }

  /** Gives the pieces that complete a phrase. */
  List<Integer> closing(int node) {
    return nodes.get(node).closing;
  }

  /** Gives every piece of every phrase. */
  IntStream allPieces() {
    return nodes.stream().flatMap(n -> n.children.keySet().stream()).mapToInt(i -> i).distinct();
  }
}
