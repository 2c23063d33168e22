package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * Learns a byte-pair encoding from counted words.
 *
 * <p>Again and again the most frequent pair of neighbouring symbols becomes one symbol. Equal
 * counts are broken as subword-nmt breaks them: the pair that is greater by code points wins, first
 * symbol first, so the result depends on nothing but the counts. A merge touches only the words
 * that hold its pair. Pairs that could not be told apart in a codes file ({@link
 * BpeMerge#isUnambiguous}) are passed over.
 *
 * @see <a href="https://aclanthology.org/P16-1162/">Sennrich et al. 2016, algorithm 1</a>
 */
public final class BpeLearner {
  /** A pair that is seen once teaches nothing; subword-nmt stops here too. */
  private static final long LEAST_COUNT = 2;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> symbolIds = new HashMap<>();
  private final int[][] words;
  private final long[] counts;
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

  private BpeLearner(Map<String, Long> wordCounts) {
    words = new int[wordCounts.size()][];
    counts = new long[wordCounts.size()];
    int index = 0;
    for (Map.Entry<String, Long> entry : wordCounts.entrySet()) {
      words[index] = characters(entry.getKey());
      counts[index++] = entry.getValue();
    }
  }

  /**
   * Learns from these words.
   *
   * @param wordCounts how often each word was seen; words without blanks and marks
   * @param merges the number of merges to learn, at least 0
   * @param progress told the number of merges learnt so far, now and then
   * @return at most that many merges; fewer when no pair is left that was seen twice
   */
  public static BpeCodes learn(Map<String, Long> wordCounts, int merges, IntConsumer progress) {
    if (merges < 0) {
      throw new IllegalArgumentException("cannot learn " + merges + " merges; 0 and more can be");
    }
    return new BpeLearner(wordCounts).learn(merges, progress);
  }

  private BpeCodes learn(int limit, IntConsumer progress) {
    countPairs();
    List<BpeMerge> merges = new ArrayList<>();
    for (Pair best; merges.size() < limit && (best = poll()) != null; ) {
      String left = symbols.get(best.left);
      String right = symbols.get(best.right);
      if (!BpeMerge.isUnambiguous(left, right)) {
        continue;
      }
      merges.add(new BpeMerge(left, right));
      merge(best);
      if (merges.size() % 100 == 0) {
        progress.accept(merges.size());
      }
    }
    progress.accept(merges.size());
    return new BpeCodes(merges);
  }

  private int[] characters(String word) {
    int[] codePoints = word.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      String end = i == codePoints.length - 1 ? BpeMerge.END : "";
      codePoints[i] = symbol(Character.toString(codePoints[i]) + end);
    }
    return codePoints;
  }

  private int symbol(String text) {
    Integer known = symbolIds.putIfAbsent(text, symbols.size());
    if (known == null) {
      symbols.add(text);
      return symbols.size() - 1;
    }
    return known;
  }

  private void countPairs() {
    for (int word = 0; word < words.length; word++) {
      for (int i = 0; i + 1 < words[word].length; i++) {
        Pair pair = pair(words[word][i], words[word][i + 1]);
        pair.count += counts[word];
        pair.addWord(word);
      }
    }
    pairs.values().forEach(this::offer);
  }

  private Pair pair(int left, int right) {
    return pairs.computeIfAbsent((long) left << 32 | right, key -> new Pair(left, right));
  }

  private void offer(Pair pair) {
    if (pair.count >= LEAST_COUNT) {
      queue.add(new Candidate(pair, pair.count, symbols.get(pair.left), symbols.get(pair.right)));
    }
  }

  /** The best pair, or null. Counts that fell since they were queued are put right here. */
  private Pair poll() {
    while (!queue.isEmpty()) {
      Candidate candidate = queue.poll();
      if (candidate.count == candidate.pair.count) {
        return candidate.pair;
      }
      if (candidate.pair.count < candidate.count) {
        offer(candidate.pair);
      }
    }
    return null;
  }

  private void merge(Pair best) {
    int merged = symbol(symbols.get(best.left) + symbols.get(best.right));
    Map<Pair, Long> before = new HashMap<>();
    for (int i = 0; i < best.size; i++) {
      int word = best.words[i];
      int[] old = words[word];
      int[] fresh = merge(old, best, merged);
      if (fresh.length < old.length) {
        words[word] = fresh;
        count(old, -counts[word], before);
        count(fresh, counts[word], before);
        remember(fresh, merged, word);
      }
    }
    before.forEach(
        (pair, count) -> {
          if (pair.count > count) {
            offer(pair);
          } else if (pair.count == 0) {
            pairs.remove((long) pair.left << 32 | pair.right);
          }
        });
  }

  private static int[] merge(int[] word, Pair pair, int merged) {
    int[] fresh = new int[word.length];
    int length = 0;
    for (int i = 0; i < word.length; i++) {
      boolean here = i + 1 < word.length && word[i] == pair.left && word[i + 1] == pair.right;
      fresh[length++] = here ? merged : word[i];
      i += here ? 1 : 0;
    }
    return length == word.length ? word : Arrays.copyOf(fresh, length);
  }

  private void count(int[] word, long count, Map<Pair, Long> before) {
    for (int i = 0; i + 1 < word.length; i++) {
      Pair pair = pair(word[i], word[i + 1]);
      before.putIfAbsent(pair, pair.count);
      pair.count += count;
    }
  }

  private void remember(int[] word, int merged, int index) {
    for (int i = 0; i + 1 < word.length; i++) {
      if (word[i] == merged || word[i + 1] == merged) {
        pair(word[i], word[i + 1]).addWord(index);
      }
    }
  }

  /** Two symbols that stand together, and the words in which they do or once did. */
  private static final class Pair {
    final int left;
    final int right;
    long count;
    int[] words = new int[4];
    int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    void addWord(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
  }

  /** A pair as it was queued; the greatest comes first. */
  private record Candidate(Pair pair, long count, String left, String right)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Long.compare(other.count, count);
      if (order == 0) {
        order = CodePointOrder.INSTANCE.compare(other.left, left);
      }
      return order != 0 ? order : CodePointOrder.INSTANCE.compare(other.right, right);
    }
  }
}
