package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Cuts words as byte-pair codes say, exactly as subword-nmt does.
 *
 * <p>The merge of highest priority that applies is carried out at all its places, from left to
 * right, then the next, until none applies. Time grows as n log n with the length of the word.
 * Words cut before are remembered, up to a bound. Thread-safe.
 */
public final class BpeSegmenter {
  /** About 10 MB; natural text repeats its words, so more brings nothing. */
  private static final int CACHED_WORDS = 1 << 16;

  /** Longer words take the way whose time grows more slowly; for short ones it is the slower. */
  private static final int SHORT_WORD = 24;

  private static final int UNKNOWN = -1;

  private final Map<String, Integer> symbols = new HashMap<>();
  private final PairTable rules;
  private final int[] ranks;
  private final int[] results;
  private final Map<String, BpeMerge> origins = new HashMap<>();
  private final BoundedCache<List<String>> cache = new BoundedCache<>(CACHED_WORDS);
  private final CharacterSymbols characters;

  /**
   * A segmenter for these codes.
   *
   * @param codes the merges
   */
  public BpeSegmenter(BpeCodes codes) {
    rules = new PairTable(codes.size());
    ranks = new int[codes.size()];
    results = new int[codes.size()];
    for (int rank = 0; rank < codes.size(); rank++) {
      BpeMerge merge = codes.merges().get(rank);
      int rule = rules.size();
      if (rules.add(symbol(merge.left()), symbol(merge.right())) == rule) {
        ranks[rule] = rank;
        results[rule] = symbol(merge.merged());
      }
      origins.put(merge.merged(), merge);
    }
    characters = new CharacterSymbols(symbols);
  }

  /**
   * The pieces of a word, without marks.
   *
   * @param word characters without blanks, not empty
   * @return at least one piece; joined, they are the word
   */
  public List<String> segment(String word) {
    return cache.get(word, this::cut);
  }

  /**
   * The pieces of a word, with merges left out at random, exactly as subword-nmt does it: before
   * each merge, every place of it may be passed over; what is passed over may be merged later.
   *
   * @param word characters without blanks, not empty
   * @param rate the chance of a place to be passed over, 0 to 1
   * @param random decides
   * @return at least one piece; joined, they are the word
   */
  public List<String> segment(String word, double rate, RandomGenerator random) {
    return rate == 0 ? segment(word) : new Chain(word).merge(rate, random);
  }

  /**
   * The last merge that makes a symbol, to take it apart again.
   *
   * @param symbol characters, with {@link BpeMerge#END} behind them at the end of a word
   * @return the merge, or empty if the symbol is no result of a merge
   */
  Optional<BpeMerge> origin(String symbol) {
    return Optional.ofNullable(origins.get(symbol));
  }

  private int symbol(String text) {
    symbols.putIfAbsent(text, symbols.size());
    return symbols.get(text);
  }

  private List<String> cut(String word) {
    return word.length() <= SHORT_WORD ? cutShort(word) : new Chain(word).merge();
  }

  /** Looks through the word for its best pair again and again; keeps nothing but two arrays. */
  private List<String> cutShort(String word) {
    int[] ids = new int[word.length()];
    int[] ends = new int[word.length()];
    int length = 0;
    for (int i = 0; i < word.length(); length++) {
      int codePoint = word.codePointAt(i);
      i += Character.charCount(codePoint);
      ids[length] = characters.id(codePoint, i == word.length());
      ends[length] = i;
    }
    for (int best; (best = bestRule(ids, length)) >= 0; ) {
      length = join(best, ids, ends, length);
    }
    String[] texts = new String[length];
    for (int i = 0; i < length; i++) {
      texts[i] = word.substring(i == 0 ? 0 : ends[i - 1], ends[i]);
    }
    return List.of(texts);
  }

  private int bestRule(int[] ids, int length) {
    int best = UNKNOWN;
    for (int i = 0; i + 1 < length; i++) {
      int rule = rule(ids[i], ids[i + 1]);
      if (rule >= 0 && (best < 0 || ranks[rule] < ranks[best])) {
        best = rule;
      }
    }
    return best;
  }

  /** Joins all places of a rule from left to right; gives the new length. */
  private int join(int rule, int[] ids, int[] ends, int length) {
    int to = 0;
    for (int i = 0; i < length; i++) {
      boolean here = i + 1 < length && rule(ids[i], ids[i + 1]) == rule;
      ids[to] = here ? results[rule] : ids[i];
      i += here ? 1 : 0;
      ends[to++] = ends[i];
    }
    return to;
  }

  private int rule(int left, int right) {
    return left < 0 || right < 0 ? UNKNOWN : rules.find(left, right);
  }

  private record Place(int rank, int index) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(rank, other.rank);
      return order != 0 ? order : Integer.compare(index, other.index);
    }
  }

  /** The symbols of one word as a linked list; a merge keeps the first and unlinks the second. */
  private final class Chain {
    private static final int GONE = -2;

    private final String word;
    private final int[] starts;
    private final int[] ids;
    private final int[] next;
    private final int[] previous;
    private final int length;
    private final PriorityQueue<Place> places = new PriorityQueue<>();

    Chain(String word) {
      this.word = word;
      length = word.codePointCount(0, word.length());
      starts = new int[length];
      ids = new int[length];
      next = new int[length];
      previous = new int[length];
      int offset = 0;
      for (int i = 0; i < length; i++) {
        int end = word.offsetByCodePoints(offset, 1);
        starts[i] = offset;
        ids[i] = characters.id(word.codePointAt(offset), i == length - 1);
        previous[i] = i - 1;
        next[i] = i + 1;
        offset = end;
      }
    }

    List<String> merge() {
      for (int i = 0; i < length; i++) {
        offer(i);
      }
      List<Integer> changed = new ArrayList<>();
      while (!places.isEmpty()) {
        int rank = places.peek().rank;
        changed.clear();
        while (!places.isEmpty() && places.peek().rank == rank) {
          Place place = places.poll();
          int rule = ruleAt(place.index);
          if (rule >= 0 && ranks[rule] == rank) {
            join(place.index, results[rule]);
            changed.add(place.index);
          }
        }
        // New pairs wait until all places of this rank are done, even where one ranks higher.
        changed.forEach(this::offerAround);
      }
      return texts();
    }

    /**
     * As {@link #merge()}, but each place passes a draw first. Drawing only for places that come
     * up, in the order of their ranks, has the same distribution as drawing for all before each
     * merge.
     */
    List<String> merge(double rate, RandomGenerator random) {
      for (int i = 0; i < length; i++) {
        offer(i);
      }
      List<Integer> changed = new ArrayList<>();
      List<Place> passed = new ArrayList<>();
      while (!places.isEmpty()) {
        int rank = places.peek().rank;
        while (!places.isEmpty() && places.peek().rank == rank) {
          Place place = places.poll();
          int rule = ruleAt(place.index);
          if (rule >= 0 && ranks[rule] == rank) {
            if (random.nextDouble() < rate) {
              passed.add(place);
            } else {
              join(place.index, results[rule]);
              changed.add(place.index);
            }
          }
        }
        if (!changed.isEmpty()) {
          places.addAll(passed);
          passed.clear();
          changed.forEach(this::offerAround);
          changed.clear();
        }
      }
      return texts();
    }

    private void offerAround(int index) {
      offer(index);
      offer(previous[index]);
    }

    private int ruleAt(int index) {
      return index < 0 || next[index] >= length ? UNKNOWN : rule(ids[index], ids[next[index]]);
    }

    private void offer(int index) {
      int rule = ruleAt(index);
      if (rule >= 0) {
        places.add(new Place(ranks[rule], index));
      }
    }

    private void join(int index, int merged) {
      int second = next[index];
      ids[index] = merged;
      ids[second] = GONE;
      next[index] = next[second];
      if (next[index] < length) {
        previous[next[index]] = index;
      }
    }

    private List<String> texts() {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < length; i = next[i]) {
        int end = next[i] < length ? starts[next[i]] : word.length();
        texts.add(word.substring(starts[i], end));
      }
      return List.copyOf(texts);
    }
  }
}
