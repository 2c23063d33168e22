package org.truchman.seq2seq.decoding;

import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.vocab.SpecialToken;

/**
 * Finds a translation of each sentence by taking the most probable next piece until it is EOS.
 *
 * <p>Gives exactly what {@link BeamSearch} gives with a beam of 1, and asks the network for one
 * candidate instead of two. Whoever has rules on what may be said searches with a beam of 1.
 */
public final class GreedySearch {
  private final LengthPenalty penalty;
  private final int[] maxLengths;
  private final Trellis trellis = new Trellis();
  private final int[] nodes;
  private final double[] sums;
  private final Hypothesis[] results;

  /** The open rows: last piece, row of the previous call, sentence; all sentences at first. */
  private int[] pieces;

  private int[] origin;
  private int[] sentence;

  private GreedySearch(int[] maxLengths, LengthPenalty penalty) {
    int sentences = maxLengths.length;
    this.maxLengths = maxLengths;
    this.penalty = penalty;
    nodes = new int[sentences];
    sums = new double[sentences];
    results = new Hypothesis[sentences];
    pieces = new int[sentences];
    sentence = new int[sentences];
    Arrays.fill(nodes, Trellis.ROOT);
    Arrays.fill(pieces, SpecialToken.BOS.id());
    Arrays.setAll(sentence, i -> i);
  }

  /**
   * Searches a batch of B sentences.
   *
   * @param scorer the network's side; the caller closes it
   * @param maxLengths pieces of each translation at most, EOS counted, each at least 1, {@code (B)}
   * @param config of which only the length penalty is read, for the scores
   * @return for each sentence, in order, a list of its one hypothesis; it is not complete if EOS
   *     did not come within the limit
   * @throws IllegalArgumentException if a limit is less than 1, or the vocabulary has no EOS
   * @throws IllegalStateException if the scorer gives another number of candidates than asked for
   */
  public static List<List<Hypothesis>> search(
      StepScorer scorer, int[] maxLengths, SearchConfig config) {
    BeamSearch.requireLimits(maxLengths);
    LengthPenalty penalty = LengthPenalty.of(config);
    GreedySearch search = new GreedySearch(maxLengths, penalty);
    search.run(scorer, BeamSearch.candidatesPerRow(scorer, 1));
    return Arrays.stream(search.results).map(List::of).toList();
  }

  private void run(StepScorer scorer, int k) {
    for (int length = 1; pieces.length > 0; length++) {
      Candidates candidates = scorer.advance(pieces, origin, sentence, k);
      takeStep(candidates.require(pieces.length, k), length);
      keepOpenRows(candidates);
    }
  }

  /** Continues or ends the sentence of every row; afterwards each has {@code length} pieces. */
  private void takeStep(Candidates candidates, int length) {
    for (int row = 0; row < sentence.length; row++) {
      int i = sentence[row];
      int piece = candidates.piece(row, 0);
      sums[i] += candidates.logProbability(row, 0);
      if (piece == SpecialToken.EOS.id()) {
        end(i, length - 1, length, true);
      } else {
        nodes[i] = trellis.add(nodes[i], piece);
        if (length == maxLengths[i]) {
          end(i, length, length, false);
        }
      }
    }
  }

  private void end(int i, int depth, int length, boolean complete) {
    double score = penalty.score(sums[i], length);
    results[i] = new Hypothesis(trellis.path(nodes[i], depth), sums[i], score, complete);
  }

  private void keepOpenRows(Candidates candidates) {
    int[] rows = new int[sentence.length];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (results[sentence[row]] == null) {
        rows[count++] = row;
      }
    }
    int[] previous = sentence;
    origin = Arrays.copyOf(rows, count);
    pieces = new int[count];
    sentence = new int[count];
    for (int i = 0; i < count; i++) {
      pieces[i] = candidates.piece(origin[i], 0);
      sentence[i] = previous[origin[i]];
    }
  }
}
