package org.truchman.text.subword;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The symbols of all words, one behind the other, each linked to its neighbours in its word. A join
 * leaves the first symbol at its place and empties the place of the second.
 */
final class SymbolChain {
  private static final int GONE = -1;

  private final int[] symbols;
  private final int[] next;
  private final int[] previous;
  private final int[] words;
  private final long[] counts;

  private SymbolChain(int places, int words) {
    symbols = new int[places];
    next = new int[places];
    previous = new int[places];
    this.words = new int[places];
    counts = new long[words];
  }

  /**
   * The chain of these words.
   *
   * @param wordCounts how often each word was seen
   * @param ids numbers the text of a symbol
   */
  static SymbolChain of(Map<String, Long> wordCounts, ToIntFunction<String> ids) {
    int places = 0;
    for (String word : wordCounts.keySet()) {
      StrictUtf8.requireWhole(word);
      places = Math.addExact(places, word.codePointCount(0, word.length()));
    }
    SymbolChain chain = new SymbolChain(places, wordCounts.size());
    Map<Integer, Integer> known = new HashMap<>();
    int place = 0;
    int word = 0;
    for (Map.Entry<String, Long> entry : wordCounts.entrySet()) {
      chain.counts[word] = entry.getValue();
      place = chain.add(entry.getKey(), word++, place, known, ids);
    }
    return chain;
  }

  private int add(
      String text, int word, int start, Map<Integer, Integer> known, ToIntFunction<String> ids) {
    int place = start;
    for (int i = 0; i < text.length(); place++) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      String end = i == text.length() ? BpeMerge.END : "";
      int key = end.isEmpty() ? codePoint : ~codePoint;
      symbols[place] =
          known.computeIfAbsent(key, k -> ids.applyAsInt(Character.toString(codePoint) + end));
      words[place] = word;
      previous[place] = place == start ? GONE : place - 1;
      next[place] = end.isEmpty() ? place + 1 : GONE;
    }
    return place;
  }

  int length() {
    return symbols.length;
  }

  int symbol(int place) {
    return symbols[place];
  }

  /** The place behind, or -1 at the end of a word. */
  int next(int place) {
    return next[place];
  }

  /** The place before, or -1 at the beginning of a word. */
  int previous(int place) {
    return previous[place];
  }

  /** How often the word of a place was seen. */
  long count(int place) {
    return counts[words[place]];
  }

  /** Whether this pair begins at a place. */
  boolean holds(int place, int left, int right) {
    return symbols[place] == left && next[place] >= 0 && symbols[next[place]] == right;
  }

  /** Puts one symbol in the place of two. */
  void join(int place, int merged) {
    int second = next[place];
    symbols[place] = merged;
    symbols[second] = GONE;
    next[place] = next[second];
    if (next[place] >= 0) {
      previous[next[place]] = place;
    }
  }
}
