package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.vocab.SpecialToken;

/**
 * What the search remembers of one sentence: its open hypotheses, its best finished ones, and
 * whether it is done.
 *
 * <p>A sentence is done as soon as one of these holds:
 *
 * <ul>
 *   <li>K hypotheses have finished (the stopping rule of fairseq, "first come, first served" in <a
 *       href="https://arxiv.org/abs/2204.05424">Kasai et al. 2022</a>); with K = 1 this is greedy
 *       search;
 *   <li>no open hypothesis can win any more: the n-th best finished score is at least the upper
 *       bound of the best open one (an equal score loses, since it finishes later);
 *   <li>nothing is open, or the open ones have met the limit of length.
 * </ul>
 */
final class SentenceBeam {

  /** A hypothesis that ended in EOS; its pieces are read from the trellis only if it is given. */
  private record Finished(int node, int depth, double sum, double score) {}

  private final int sentence;
  private final int maxLength;
  private final int beamSize;
  private final int nBest;
  private final LengthPenalty penalty;
  private final Trellis trellis;

  private int length;
  private int openCount = 1;
  private final double[] sums;
  private final int[] pieces;
  private final int[] origins;
  private int[] nodes;
  private int[] nextNodes;

  private int finishedCount;
  private final List<Finished> best = new ArrayList<>();

  /**
   * Starts with the empty hypothesis.
   *
   * @param sentence its index in the batch
   * @param maxLength pieces at most, EOS counted, at least 1
   * @param config beam size, n-best size and length penalty
   * @param trellis of the whole search
   */
  SentenceBeam(int sentence, int maxLength, SearchConfig config, Trellis trellis) {
    this.sentence = sentence;
    this.maxLength = maxLength;
    this.beamSize = config.beamSize();
    this.nBest = config.nBest();
    this.penalty = new LengthPenalty(config.lengthPenalty());
    this.trellis = trellis;
    sums = new double[beamSize];
    pieces = new int[beamSize];
    origins = new int[beamSize];
    nodes = new int[beamSize];
    nextNodes = new int[beamSize];
    pieces[0] = SpecialToken.BOS.id();
    nodes[0] = Trellis.ROOT;
  }

  /** Gives the sentence's index in the batch. */
  int sentence() {
    return sentence;
  }

  /** Gives how many hypotheses are open, that is, its rows of the next call. */
  int openCount() {
    return openCount;
  }

  /** Gives the last piece of an open hypothesis; the best one is number 0. */
  int piece(int index) {
    return pieces[index];
  }

  /** Gives the row of the last call that an open hypothesis continues. */
  int origin(int index) {
    return origins[index];
  }

  /**
   * Takes one step.
   *
   * @param step does the choosing; its result is read before this returns
   * @param candidates of the whole batch
   * @param firstRow row of this sentence's first open hypothesis
   */
  void advance(BeamStep step, Candidates candidates, int firstRow) {
    step.choose(sums, openCount, candidates, firstRow);
    for (int i = 0; i < step.finishedCount(); i++) {
      finish(nodes[step.finishedParent(i)], step.finishedSum(i));
    }
    length++;
    openCount = step.openCount();
    for (int i = 0; i < openCount; i++) {
      sums[i] = step.openSum(i);
      pieces[i] = step.openPiece(i);
      origins[i] = firstRow + step.openParent(i);
      nextNodes[i] = trellis.add(nodes[step.openParent(i)], pieces[i]);
    }
    int[] free = nodes;
    nodes = nextNodes;
    nextNodes = free;
  }

  /** Keeps the n best; an equal score stands behind those that were there before. */
  private void finish(int node, double sum) {
    finishedCount++;
    double score = penalty.score(sum, length + 1);
    int at = best.size();
    while (at > 0 && best.get(at - 1).score() < score) {
      at--;
    }
    best.add(at, new Finished(node, length, sum, score));
    if (best.size() > nBest) {
      best.remove(nBest);
    }
  }

  /** Whether no further step can change the result. */
  boolean isDone() {
    return openCount == 0 || length == maxLength || finishedCount >= beamSize || isDecided();
  }

  private boolean isDecided() {
    return best.size() == nBest
        && penalty.bestReachable(sums[0], maxLength) <= best.get(nBest - 1).score();
  }

  /**
   * Gives the n best hypotheses, greatest score first: the finished ones, or, only when none has
   * finished, the open ones as they are, marked as not complete.
   */
  List<Hypothesis> hypotheses() {
    List<Hypothesis> hypotheses = new ArrayList<>(nBest);
    for (Finished one : best) {
      int[] path = trellis.path(one.node(), one.depth());
      hypotheses.add(new Hypothesis(path, one.sum(), one.score(), true));
    }
    if (hypotheses.isEmpty()) {
      for (int i = 0; i < Math.min(nBest, openCount); i++) {
        int[] path = trellis.path(nodes[i], length);
        hypotheses.add(new Hypothesis(path, sums[i], penalty.score(sums[i], length), false));
      }
    }
    return List.copyOf(hypotheses);
  }
}
