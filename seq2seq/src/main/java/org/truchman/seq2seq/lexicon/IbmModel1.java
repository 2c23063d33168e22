package org.truchman.seq2seq.lexicon;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.truchman.seq2seq.data.IndexedCorpus;

/**
 * The probabilities t(target piece | source piece) of IBM model 1, learnt by expectation
 * maximisation: each target piece of a pair comes from one of the source pieces, or from the empty
 * word, all equally likely beforehand.
 *
 * <p>EOS takes no part: that of the target is a candidate of every sentence anyway, and that of the
 * source stands in every pair, which makes it a second empty word.
 *
 * <p>A round has two steps, and neither depends on the number of threads, to the last bit:
 *
 * <ol>
 *   <li>For each place of a target sentence, the sum of t over the pair's source pieces, added up
 *       in the order of the source ids. Threads share the pairs.
 *   <li>For each source piece, its expected counts: t times the sum of the inverses of those sums,
 *       over the pairs that the piece is in. Threads share the source pieces.
 * </ol>
 *
 * Both run over the row of one source piece, spread out by target id, so nothing is looked up.
 *
 * <p>After the first round a row keeps its {@value #ROW_LIMIT} most probable targets, the empty
 * word's row all of them; so every target piece keeps an explanation. A row of 1,000 targets takes
 * 8 kB; see {@link PairSample} for the pairs.
 *
 * @see <a href="https://aclanthology.org/J93-2003/">Brown et al. 1993</a>, section 4.1; they begin
 *     with any t, we with a uniform one
 */
public final class IbmModel1 {
  /** Rounds after which the best candidates of a piece hardly change. */
  public static final int ROUNDS = 5;

  /** Targets of a row at most; twenty times what a lexicon takes of it. */
  static final int ROW_LIMIT = 1000;

  /** Pairs whose log-likelihoods are summed before they meet others: the same for all threads. */
  private static final int CHUNK = 1 << 12;

  private final PairSample sample;
  private final int threads;
  private final TranslationRow[] rows;

  /** For each place of a target sentence, the sum of t over its source pieces, or its inverse. */
  private final float[] sums;

  private int rounds;

  private IbmModel1(PairSample sample, int threads) {
    this.sample = sample;
    this.threads = threads;
    this.rows = new TranslationRow[sample.sourceVocabulary()];
    this.sums = new float[sample.targets.length];
    Arrays.fill(rows, TranslationRow.EMPTY);
  }

  /**
   * A model that has learnt nothing yet, of all pairs of a corpus; of a large one, of as many pairs
   * as have 8 million pieces on a side, evenly spread.
   *
   * @param corpus the pairs
   * @param sourceVocabulary ids of source pieces are below
   * @param targetVocabulary ids of target pieces are below
   * @param threads that learn, at least 1; the result is the same for any number
   * @throws IllegalArgumentException if an id is not in its vocabulary
   */
  public static IbmModel1 of(
      IndexedCorpus corpus, int sourceVocabulary, int targetVocabulary, int threads) {
    return of(
        PairSample.of(corpus, PairSample.Limits.DEFAULT, sourceVocabulary, targetVocabulary),
        threads);
  }

  static IbmModel1 of(PairSample sample, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; allowed: at least 1");
    }
    return new IbmModel1(sample, threads);
  }

  /**
   * Learns.
   *
   * @param count rounds, {@link #ROUNDS} by default
   * @param stop asked before each round
   * @return whether all rounds were done; otherwise it was told to stop
   */
  public boolean learn(int count, BooleanSupplier stop) {
    for (int i = 0; i < count; i++) {
      if (stop.getAsBoolean()) {
        return false;
      }
      round();
    }
    return true;
  }

  /**
   * Does one round.
   *
   * @return the log-likelihood of the pairs' target pieces before it, in nats; it never falls from
   *     one round to the next, but for the cut after the first and the rounding of floats
   */
  public double round() {
    double logLikelihood = rounds == 0 ? beginUniform() : sumProbabilities();
    AtomicInteger next = new AtomicInteger();
    Crew.run(threads, number -> estimateRows(next));
    rounds++;
    return logLikelihood;
  }

  /** Sets t to 1 where it was not learnt; its true height would cancel out. */
  private double beginUniform() {
    for (int pair = 0; pair < sample.pairs(); pair++) {
      Arrays.fill(
          sums,
          sample.targetStart[pair],
          sample.targetStart[pair + 1],
          1f / sample.sourceLength[pair]);
    }
    return -sums.length * Math.log(sample.targetVocabulary());
  }

  /** The first step of a round. */
  private double sumProbabilities() {
    int chunks = (sample.pairs() + CHUNK - 1) / CHUNK;
    double[] logLikelihoods = new double[chunks];
    Crew.run(
        threads,
        number -> {
          int from = (int) ((long) chunks * number / threads);
          int to = (int) ((long) chunks * (number + 1) / threads);
          sumProbabilities(from * CHUNK, Math.min(to * CHUNK, sample.pairs()));
          for (int chunk = from; chunk < to; chunk++) {
            int end = Math.min((chunk + 1) * CHUNK, sample.pairs());
            logLikelihoods[chunk] = invertSums(chunk * CHUNK, end);
          }
        });
    double total = 0;
    for (double logLikelihood : logLikelihoods) {
      total += logLikelihood;
    }
    return total;
  }

  private void sumProbabilities(int fromPair, int toPair) {
    if (fromPair >= toPair) {
      return;
    }
    Arrays.fill(sums, sample.targetStart[fromPair], sample.targetStart[toPair], 0);
    float[] probabilities = new float[sample.targetVocabulary()];
    for (int piece = 0; piece < rows.length; piece++) {
      int first = sample.occurrence(piece, fromPair);
      int end = sample.occurrence(piece, toPair);
      if (first < end) {
        rows[piece].writeTo(probabilities);
        for (int i = first; i < end; i++) {
          addTo(sample.occurrences[i], probabilities);
        }
        rows[piece].clear(probabilities);
      }
    }
  }

  private void addTo(int pair, float[] probabilities) {
    int[] targets = sample.targets;
    int end = sample.targetStart[pair + 1];
    for (int i = sample.targetStart[pair]; i < end; i++) {
      sums[i] += probabilities[targets[i]];
    }
  }

  /** Inverts the sums of some pairs, and gives their log-likelihood. */
  private double invertSums(int fromPair, int toPair) {
    double logLikelihood = 0;
    for (int pair = fromPair; pair < toPair; pair++) {
      int end = sample.targetStart[pair + 1];
      for (int i = sample.targetStart[pair]; i < end; i++) {
        logLikelihood += Math.log(sums[i] / sample.sourceLength[pair]);
        sums[i] = 1 / sums[i];
      }
    }
    return logLikelihood;
  }

  /** The second step of a round, for the source pieces that this thread gets hold of. */
  private void estimateRows(AtomicInteger next) {
    double[] counts = new double[sample.targetVocabulary()];
    int[] seen = new int[sample.targetVocabulary()];
    for (int piece; (piece = next.getAndIncrement()) < rows.length; ) {
      int distinct = count(piece, counts, seen);
      if (distinct > 0) {
        rows[piece] = rounds == 0 ? firstRow(piece, counts, seen, distinct) : row(piece, counts);
      }
      for (int i = 0; i < distinct; i++) {
        counts[seen[i]] = 0;
      }
    }
  }

  /** Sums the inverses by target piece, and remembers which ones were seen. */
  private int count(int piece, double[] counts, int[] seen) {
    int[] targets = sample.targets;
    int distinct = 0;
    for (int i = sample.occurrenceStart[piece]; i < sample.occurrenceStart[piece + 1]; i++) {
      int pair = sample.occurrences[i];
      int end = sample.targetStart[pair + 1];
      for (int j = sample.targetStart[pair]; j < end; j++) {
        int target = targets[j];
        if (counts[target] == 0) {
          seen[distinct++] = target;
        }
        counts[target] += sums[j];
      }
    }
    return distinct;
  }

  private static TranslationRow firstRow(int piece, double[] counts, int[] seen, int distinct) {
    int[] targets = Arrays.copyOf(seen, distinct);
    Arrays.sort(targets);
    TranslationRow row = TranslationRow.of(targets, counts);
    return piece == PairSample.EMPTY_WORD ? row : row.limited(ROW_LIMIT);
  }

  private TranslationRow row(int piece, double[] counts) {
    TranslationRow before = rows[piece];
    for (int i = 0; i < before.targets().length; i++) {
      counts[before.targets()[i]] *= before.probabilities()[i];
    }
    return TranslationRow.of(before.targets(), counts);
  }

  /**
   * The probability of a target piece as the translation of a source piece.
   *
   * @param source a source id; 0, that of PAD, is the empty word
   * @param target a target id
   * @return 0 if they were never seen together; over all targets the sum is 1, or 0 for a source
   *     piece that was never seen
   */
  public double probability(int source, int target) {
    return rows[source].probability(target);
  }

  /** The number of pairs that it learns from. */
  public int pairs() {
    return sample.pairs();
  }

  TranslationRow row(int source) {
    return rows[source];
  }

  PairSample sample() {
    return sample;
  }
}
