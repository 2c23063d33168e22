package org.truchman.seq2seq.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.truchman.text.vocab.SpecialToken;

/**
 * The most probable target pieces of each source piece, and the most frequent target pieces of all.
 *
 * <p>Lists are best first, so a part of a list is the list of a smaller lexicon. Special tokens are
 * in none of them. Immutable; its file form is {@link LexiconFile}.
 */
public final class Lexicon {
  private final int targetVocabulary;
  private final int[] frequent;

  /** Where each source piece's targets begin in {@link #targets}; one more at the end. */
  private final int[] start;

  private final int[] targets;

  /** Takes arrays that nobody else keeps. */
  Lexicon(int targetVocabulary, int[] frequent, int[] start, int[] targets) {
    this.targetVocabulary = targetVocabulary;
    this.frequent = frequent;
    this.start = start;
    this.targets = targets;
    requirePieces("the frequent pieces", frequent, 0, frequent.length);
    for (int source = 0; source < sourceVocabulary(); source++) {
      if (start[source] < start[source + 1]) {
        requirePieces("source piece " + source, targets, start[source], start[source + 1]);
      }
    }
  }

  /** Checks a list of target pieces: each of the vocabulary, none special, none twice. */
  private void requirePieces(String list, int[] pieces, int from, int to) {
    int[] sorted = Arrays.copyOfRange(pieces, from, to);
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] < SpecialToken.COUNT || sorted[i] >= targetVocabulary) {
        throw new IllegalArgumentException(
            "%s: target piece %d; allowed: from %d to %d"
                .formatted(list, sorted[i], SpecialToken.COUNT, targetVocabulary - 1));
      }
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "%s: target piece %d stands there twice".formatted(list, sorted[i]));
      }
    }
  }

  /**
   * Cuts a lexicon from a model.
   *
   * @param model a model that has learnt
   * @param size how much of it
   * @return the same lexicon for the same model
   */
  public static Lexicon of(IbmModel1 model, LexiconSize size) {
    PairSample sample = model.sample();
    int[] start = new int[sample.sourceVocabulary() + 1];
    int[] targets = new int[1 << 10];
    int end = 0;
    for (int source = 0; source < sample.sourceVocabulary(); source++) {
      int[] best = source < SpecialToken.COUNT ? new int[0] : best(model.row(source), size);
      if (end + best.length > targets.length) {
        targets = Arrays.copyOf(targets, 2 * (end + best.length));
      }
      System.arraycopy(best, 0, targets, end, best.length);
      end += best.length;
      start[source + 1] = end;
    }
    return new Lexicon(
        sample.targetVocabulary(),
        frequent(sample.targetCounts(), size.frequent()),
        start,
        Arrays.copyOf(targets, end));
  }

  private static int[] best(TranslationRow row, LexiconSize size) {
    int[] best = new int[size.best()];
    int count = 0;
    // UNK may be among the best, so one more is looked at.
    for (int place : row.best(size.best() + 1)) {
      boolean isPiece = row.targets()[place] >= SpecialToken.COUNT;
      if (isPiece && count < best.length && row.probabilities()[place] >= size.floor()) {
        best[count++] = row.targets()[place];
      }
    }
    return Arrays.copyOf(best, count);
  }

  /**
   * A lexicon of the lists of two, entry by entry in turn, the first one's first.
   *
   * @param other of the same vocabularies
   * @param size how much of both, of which the probability counts no more
   * @throws IllegalArgumentException if the vocabularies differ
   */
  public Lexicon joined(Lexicon other, LexiconSize size) {
    if (sourceVocabulary() != other.sourceVocabulary()
        || targetVocabulary != other.targetVocabulary) {
      throw new IllegalArgumentException("a " + this + " and a " + other + " cannot be joined");
    }
    int[] newStart = new int[start.length];
    List<int[]> lists = new ArrayList<>();
    for (int source = 0; source < sourceVocabulary(); source++) {
      lists.add(inTurn(best(source), other.best(source), size.best()));
      newStart[source + 1] = newStart[source] + lists.get(source).length;
    }
    return new Lexicon(
        targetVocabulary,
        inTurn(frequent, other.frequent, size.frequent()),
        newStart,
        lists.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private static int[] inTurn(int[] first, int[] second, int most) {
    LinkedHashSet<Integer> joined = new LinkedHashSet<>();
    for (int i = 0; i < Math.max(first.length, second.length); i++) {
      if (i < first.length) {
        joined.add(first[i]);
      }
      if (i < second.length) {
        joined.add(second[i]);
      }
    }
    return joined.stream().mapToInt(Integer::intValue).limit(most).toArray();
  }

  /** The pieces that were seen most often, most frequent first; of equal ones the smaller id. */
  private static int[] frequent(int[] counts, int most) {
    long[] keys = new long[counts.length];
    int seen = 0;
    for (int piece = SpecialToken.COUNT; piece < counts.length; piece++) {
      if (counts[piece] > 0) {
        keys[seen++] = (long) counts[piece] << 32 | (Integer.MAX_VALUE - piece);
      }
    }
    Arrays.sort(keys, 0, seen);
    int[] frequent = new int[Math.min(most, seen)];
    for (int i = 0; i < frequent.length; i++) {
      frequent[i] = Integer.MAX_VALUE - (int) keys[seen - 1 - i];
    }
    return frequent;
  }

  /**
   * The best target pieces of a source piece.
   *
   * @param source a source id
   * @return a copy of its list, best first; empty for special tokens and pieces that were not seen
   */
  public int[] best(int source) {
    return Arrays.copyOfRange(targets, start[source], start[source + 1]);
  }

  /** Adds the best target pieces of a source piece to a set. */
  void addBest(int source, int count, PieceSet set) {
    int end = Math.min(start[source + 1], start[source] + count);
    for (int i = start[source]; i < end; i++) {
      set.add(targets[i]);
    }
  }

  /**
   * The most frequent target pieces.
   *
   * @return a copy of the list, most frequent first
   */
  public int[] frequent() {
    return frequent.clone();
  }

  /** The number of source ids, special tokens included. */
  public int sourceVocabulary() {
    return start.length - 1;
  }

  /** The number of target ids, special tokens included. */
  public int targetVocabulary() {
    return targetVocabulary;
  }

  /** The number of target pieces in the lists of all source pieces together. */
  public int entries() {
    return targets.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lexicon that
        && targetVocabulary == that.targetVocabulary
        && Arrays.equals(frequent, that.frequent)
        && Arrays.equals(start, that.start)
        && Arrays.equals(targets, that.targets);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(start) + Arrays.hashCode(targets);
  }

  @Override
  public String toString() {
    return "lexicon of %d source and %d target ids, %d entries, %d frequent pieces"
        .formatted(sourceVocabulary(), targetVocabulary, entries(), frequent.length);
  }
}
