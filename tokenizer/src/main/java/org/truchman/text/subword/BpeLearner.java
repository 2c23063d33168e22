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
 * symbol first, so the result depends on nothing but the counts. Pairs that a codes file cannot
 * hold ({@link BpeMerge#isWritable}) are passed over.
 *
 * <p>All words stand in one array, each character at its place; a pair knows the places where it
 * stands or once stood, so a merge touches these and their neighbours alone. The queue of pairs is
 * put right when a pair comes up whose count fell meanwhile.
 *
 * @see <a href="https://aclanthology.org/P16-1162/">Sennrich et al. 2016, algorithm 1</a>
 */
public final class BpeLearner {
  /** A pair that is seen once teaches nothing; subword-nmt stops here too. */
  public static final long LEAST_COUNT = 2;

  private static final int MERGES_BETWEEN_REPORTS = 100;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> symbolIds = new HashMap<>();
  private final SymbolChain chain;
  private final PairTable table = new PairTable(1 << 14);
  private final List<Pair> pairs = new ArrayList<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>();
  private final long leastCount;

  private BpeLearner(Map<String, Long> wordCounts, long leastCount) {
    this.leastCount = leastCount;
    this.chain = SymbolChain.of(wordCounts, this::symbol);
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
    return learn(wordCounts, merges, LEAST_COUNT, progress);
  }

  /**
   * Learns from these words.
   *
   * @param wordCounts how often each word was seen; words without blanks and marks
   * @param merges the number of merges to learn, at least 0
   * @param leastCount a pair that was seen fewer times is not merged, at least 1
   * @param progress told the number of merges learnt so far, now and then
   * @return at most that many merges; fewer when no pair is left that was seen so often
   * @throws IllegalArgumentException if a number is out of range, or a surrogate lacks its partner
   */
  public static BpeCodes learn(
      Map<String, Long> wordCounts, int merges, long leastCount, IntConsumer progress) {
    if (merges < 0) {
      throw new IllegalArgumentException("cannot learn " + merges + " merges; 0 and more can be");
    }
    if (leastCount < 1) {
      throw new IllegalArgumentException(
          "least count of a merge is " + leastCount + "; 1 and more are allowed");
    }
    return new BpeLearner(wordCounts, leastCount).learn(merges, progress);
  }

  private BpeCodes learn(int limit, IntConsumer progress) {
    countPairs();
    List<BpeMerge> merges = new ArrayList<>();
    for (Pair best; merges.size() < limit && (best = poll()) != null; ) {
      String left = symbols.get(best.left);
      String right = symbols.get(best.right);
      if (!BpeMerge.isWritable(left, right)) {
        continue;
      }
      merges.add(new BpeMerge(left, right));
      merge(best);
      if (merges.size() % MERGES_BETWEEN_REPORTS == 0) {
        progress.accept(merges.size());
      }
    }
    progress.accept(merges.size());
    return new BpeCodes(merges);
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
    for (int place = 0; place < chain.length(); place++) {
      if (chain.next(place) >= 0) {
        Pair pair = pair(chain.symbol(place), chain.symbol(chain.next(place)));
        pair.count += chain.count(place);
        pair.addPlace(place);
      }
    }
    pairs.forEach(this::offer);
  }

  private Pair pair(int left, int right) {
    int number = table.add(left, right);
    if (number == pairs.size()) {
      pairs.add(new Pair(left, right));
    }
    return pairs.get(number);
  }

  private void offer(Pair pair) {
    if (pair.count >= leastCount) {
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

  /** Joins all places of a pair, from left to right. */
  private void merge(Pair best) {
    int merged = symbol(symbols.get(best.left) + symbols.get(best.right));
    int[] places = best.takePlaces();
    if (best.left == best.right) {
      Arrays.sort(places); // "aaa" is "aa a"; other pairs cannot overlap
    }
    List<Pair> grown = new ArrayList<>();
    for (int place : places) {
      if (chain.holds(place, best.left, best.right)) {
        join(place, merged, grown);
      }
    }
    for (Pair pair : grown) {
      pair.grows = false;
      offer(pair);
    }
  }

  private void join(int place, int merged, List<Pair> grown) {
    long count = chain.count(place);
    int second = chain.next(place);
    int before = chain.previous(place);
    int after = chain.next(second);
    pair(chain.symbol(place), chain.symbol(second)).count -= count;
    if (before >= 0) {
      pair(chain.symbol(before), chain.symbol(place)).count -= count;
      grow(pair(chain.symbol(before), merged), before, count, grown);
    }
    if (after >= 0) {
      pair(chain.symbol(second), chain.symbol(after)).count -= count;
      grow(pair(merged, chain.symbol(after)), place, count, grown);
    }
    chain.join(place, merged);
  }

  private static void grow(Pair pair, int place, long count, List<Pair> grown) {
    pair.count += count;
    pair.addPlace(place);
    if (!pair.grows) {
      pair.grows = true;
      grown.add(pair);
    }
  }

  /** Two symbols that stand together, and the places of the first where they do or once did. */
  private static final class Pair {
    private static final int[] NOWHERE = {};

    final int left;
    final int right;
    long count;
    boolean grows;
    private int[] places = NOWHERE;
    private int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    void addPlace(int place) {
      if (size == places.length) {
        places = Arrays.copyOf(places, Math.max(4, size * 2));
      }
      places[size++] = place;
    }

    int[] takePlaces() {
      int[] taken = Arrays.copyOf(places, size);
      places = NOWHERE;
      size = 0;
      return taken;
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
