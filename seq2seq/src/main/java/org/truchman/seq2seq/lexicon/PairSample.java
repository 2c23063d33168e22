package org.truchman.seq2seq.lexicon;

import java.util.Arrays;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.text.vocab.SpecialToken;

/**
 * Sentence pairs as two lists: the target pieces one pair after the other, and for each source
 * piece the pairs that it stands in. It holds 8 bytes for a target piece, half of them the
 * learner's, and 4 for a source piece.
 *
 * <p>The empty source word, which stands in every pair once, has the id of PAD.
 */
final class PairSample {
  /** The empty word of the source; PAD itself is in no sentence. */
  static final int EMPTY_WORD = SpecialToken.PAD.id();

  /** Target pieces of all pairs. */
  final int[] targets;

  /** Where each pair's target pieces begin in {@link #targets}; one more at the end. */
  final int[] targetStart;

  /** Source pieces of each pair, the empty word counted. */
  final int[] sourceLength;

  /** Pairs, ascending for each source piece; a pair stands there as often as the piece in it. */
  final int[] occurrences;

  /** Where each source piece's pairs begin in {@link #occurrences}; one more at the end. */
  final int[] occurrenceStart;

  private final IndexedCorpus corpus;
  private final int targetVocabulary;

  private PairSample(
      IndexedCorpus corpus, Limits limits, int sourceVocabulary, int targetVocabulary) {
    this.corpus = corpus;
    this.targetVocabulary = targetVocabulary;
    int pairs = limits.fitting(corpus);
    this.targetStart = new int[pairs + 1];
    this.sourceLength = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      int line = line(corpus, pairs, i);
      targetStart[i + 1] = Math.addExact(targetStart[i], corpus.targetLength(line));
      sourceLength[i] = corpus.sourceLength(line) + 1;
    }
    this.targets = new int[targetStart[pairs]];
    this.occurrenceStart = new int[sourceVocabulary + 1];
    readTargets();
    this.occurrences = new int[occurrenceStart[sourceVocabulary]];
    readOccurrences();
  }

  /**
   * Reads pairs that are evenly spread over a corpus: all of them, unless that is more than the
   * limits allow.
   *
   * @param sourceVocabulary ids of source pieces are below
   * @param targetVocabulary ids of target pieces are below
   * @throws IllegalArgumentException if an id is not
   */
  static PairSample of(
      IndexedCorpus corpus, Limits limits, int sourceVocabulary, int targetVocabulary) {
    return new PairSample(corpus, limits, sourceVocabulary, targetVocabulary);
  }

  /** Fills the targets, and counts the occurrences. */
  private void readTargets() {
    occurrenceStart[EMPTY_WORD + 1] = pairs();
    int sourceVocabulary = occurrenceStart.length - 1;
    for (int i = 0; i < pairs(); i++) {
      int line = line(corpus, pairs(), i);
      IndexedPair pair = corpus.pair(line);
      for (int piece : pair.source()) {
        require("source", piece, sourceVocabulary, line);
        occurrenceStart[piece + 1]++;
      }
      for (int piece : pair.target()) {
        require("target", piece, targetVocabulary, line);
      }
      System.arraycopy(pair.target(), 0, targets, targetStart[i], pair.target().length);
    }
    for (int piece = 0; piece < sourceVocabulary; piece++) {
      occurrenceStart[piece + 1] =
          Math.addExact(occurrenceStart[piece + 1], occurrenceStart[piece]);
    }
  }

  private static void require(String side, int piece, int vocabulary, int line) {
    if (piece >= vocabulary) {
      throw new IllegalArgumentException(
          "pair %d has the %s piece %d; allowed: ids below %d, the size of the vocabulary"
              .formatted(line, side, piece, vocabulary));
    }
  }

  private void readOccurrences() {
    int[] next = occurrenceStart.clone();
    for (int i = 0; i < pairs(); i++) {
      occurrences[next[EMPTY_WORD]++] = i;
      for (int piece : corpus.pair(line(corpus, pairs(), i)).source()) {
        occurrences[next[piece]++] = i;
      }
    }
  }

  /** The line of the corpus that a pair of the sample is. */
  private static int line(IndexedCorpus corpus, int pairs, int pair) {
    return (int) ((long) pair * corpus.size() / pairs);
  }

  /** The number of pairs. */
  int pairs() {
    return sourceLength.length;
  }

  /** Source ids are below this. */
  int sourceVocabulary() {
    return occurrenceStart.length - 1;
  }

  /** Target ids are below this. */
  int targetVocabulary() {
    return targetVocabulary;
  }

  /** The first place of a source piece's occurrences whose pair is not before this one. */
  int occurrence(int piece, int pair) {
    int place =
        Arrays.binarySearch(occurrences, occurrenceStart[piece], occurrenceStart[piece + 1], pair);
    int first = place < 0 ? -place - 1 : place;
    while (first > occurrenceStart[piece] && occurrences[first - 1] == pair) {
      first--;
    }
    return first;
  }

  /** How often each target piece is there, by its id. */
  int[] targetCounts() {
    int[] counts = new int[targetVocabulary];
    for (int piece : targets) {
      counts[piece]++;
    }
    return counts;
  }

  /**
   * How much is read at most.
   *
   * @param pairs sentence pairs
   * @param pieces pieces of either side
   */
  record Limits(int pairs, int pieces) {
    /** What 100 MB hold. */
    static final Limits DEFAULT = new Limits(1_000_000, 8_000_000);

    /** How many pairs of a corpus, evenly spread, are within the limits. */
    int fitting(IndexedCorpus corpus) {
      int count = Math.min(corpus.size(), pairs);
      for (long most = most(corpus, count); most > pieces; most = most(corpus, count)) {
        count = (int) Math.min(count - 1L, (long) count * pieces / most);
      }
      return count;
    }

    /** Pieces of the longer side of so many pairs. */
    private static long most(IndexedCorpus corpus, int count) {
      long source = 0;
      long target = 0;
      for (int i = 0; i < count; i++) {
        int line = line(corpus, count, i);
        source += corpus.sourceLength(line);
        target += corpus.targetLength(line);
      }
      return Math.max(source, target);
    }
  }
}
