package org.truchman.text.subword;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the words of tokenized text, to learn a byte-pair encoding from. Not thread-safe. */
public final class WordCounts {
  /** A count that can be raised in place. */
  private static final class Count {
    long value;
  }

  private final Map<String, Count> words = new HashMap<>();

  /** No word yet. */
  public WordCounts() {}

  /**
   * Counts the words of a line.
   *
   * @param line words separated by blanks
   * @throws IllegalArgumentException if a surrogate lacks its partner
   */
  public void add(String line) {
    StrictUtf8.requireWhole(line);
    int end = line.length();
    while (end > 0 && isEnd(line.charAt(end - 1))) {
      end--;
    }
    int from = 0;
    while (from < end && isEnd(line.charAt(from))) {
      from++;
    }
    while (from < end) {
      int blank = line.indexOf(' ', from);
      int to = blank < 0 || blank > end ? end : blank;
      if (to > from) {
        words.computeIfAbsent(line.substring(from, to), word -> new Count()).value++;
      }
      from = to + 1;
    }
  }

  /** What subword-nmt takes off both ends of a line. */
  private static boolean isEnd(char c) {
    return c == ' ' || c == '\r' || c == '\n';
  }

  /** Adds the counts of other words. */
  public void addAll(WordCounts others) {
    others.words.forEach(
        (word, count) -> words.computeIfAbsent(word, w -> new Count()).value += count.value);
  }

  /** How often each word was seen. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>(words.size() * 2);
    words.forEach((word, count) -> counts.put(word, count.value));
    return Collections.unmodifiableMap(counts);
  }

  /**
   * How often each piece would be seen if the words were cut.
   *
   * @param codes the merges
   * @return counts of pieces, {@link PlainBpe#SEPARATOR} behind those that do not end their word
   */
  public PieceCounts pieces(BpeCodes codes) {
    BpeSegmenter segmenter = new BpeSegmenter(codes);
    Map<String, Long> pieces = new HashMap<>();
    words.forEach(
        (word, count) -> {
          List<String> cut = segmenter.segment(word);
          for (int i = 0; i < cut.size(); i++) {
            String piece = i < cut.size() - 1 ? cut.get(i) + PlainBpe.SEPARATOR : cut.get(i);
            pieces.merge(piece, count.value, Long::sum);
          }
        });
    return new PieceCounts(pieces);
  }
}
