package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 *   <li>nothing is open, or the open ones have met the limit of length;
 *   <li>the rules leave nothing that an open hypothesis may say, and none has finished.
 * </ul>
 */
final class SentenceBeam {

  /** A hypothesis that ended in EOS; its pieces are read from the trellis only if it is given. */
  private record Finished(int node, int depth, double sum, double score) {}

  private final int sentence;
  private final SentenceRequest request;
  private final int maxLength;
  private final int beamSize;
  private final int nBest;
  private final LengthPenalty penalty;
  private final Coverage coverage;
  private final Trellis trellis;
  private final PieceRules rules;

  private int length;
  private int openCount = 1;
  private final double[] sums;
  private final int[] pieces;
  private final int[] origins;
  private int[] nodes;
  private int[] nextNodes;
  private double[][] looked;
  private final NextPieces[] next;
  private boolean isStuck;

  private int finishedCount;
  private final List<Finished> best = new ArrayList<>();

  /**
   * Starts with the empty hypothesis.
   *
   * @param sentence its index in the batch
   * @param request what is asked of it
   * @param config beam size, n-best size, length penalty and rules
   * @param trellis of the whole search
   */
  SentenceBeam(int sentence, SentenceRequest request, SearchConfig config, Trellis trellis) {
    this.sentence = sentence;
    this.request = request;
    this.maxLength = request.maxLength();
    this.beamSize = config.beamSize();
    this.nBest = config.nBest();
    this.penalty = LengthPenalty.of(config);
    this.coverage = Coverage.of(config);
    this.trellis = trellis;
    this.rules = new PieceRules(config, trellis);
    sums = new double[beamSize];
    pieces = new int[beamSize];
    origins = new int[beamSize];
    nodes = new int[beamSize];
    nextNodes = new int[beamSize];
    looked = new double[beamSize][];
    next = new NextPieces[beamSize];
    Arrays.setAll(next, i -> new NextPieces());
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

  /** Whether the next piece is forced. */
  boolean isForced() {
    return length < request.prefix().length;
  }

  /** Gives the piece that must come next, if one is forced. */
  int forcedPiece() {
    return request.prefix()[length];
  }

  /** Applies the rules; gives how many pieces an open hypothesis may not say, at most. */
  int applyRules() {
    int most = 0;
    for (int i = 0; i < openCount; i++) {
      rules.apply(request, nodes[i], length, next[i]);
      most = Math.max(most, next[i].bannedCount());
    }
    return most;
  }

  /**
   * Takes one step, as the rules of the last {@link #applyRules} allow.
   *
   * @param step does the choosing; its result is read before this returns
   * @param candidates of the whole batch
   * @param attention of the whole batch; null if there is no coverage penalty
   * @param firstRow row of this sentence's first open hypothesis
   */
  void advance(BeamStep step, Candidates candidates, float[][] attention, int firstRow) {
    step.choose(sums, openCount, next, candidates, firstRow);
    if (step.openCount() == 0 && finishedCount + step.finishedCount() == 0) {
      isStuck = true;
      return;
    }
    for (int i = 0; i < step.finishedCount(); i++) {
      int parent = step.finishedParent(i);
      double lost = coverage.penalty(lookedAfter(parent, attention, firstRow));
      finish(nodes[parent], step.finishedSum(i), lost);
    }
    double[][] nextLooked = new double[beamSize][];
    for (int i = 0; i < step.openCount(); i++) {
      nextLooked[i] = lookedAfter(step.openParent(i), attention, firstRow);
    }
    looked = nextLooked;
    length++;
    openCount = step.openCount();
    for (int i = 0; i < openCount; i++) {
      sums[i] = step.openSum(i);
      pieces[i] = step.openPiece(i);
      origins[i] = firstRow + step.openParent(i);
      nextNodes[i] = trellis.add(nodes[step.openParent(i)], pieces[i]);
    }
    int[] before = nodes;
    nodes = nextNodes;
    nextNodes = before;
  }

  /** What an open hypothesis has looked at after its next piece; null if nobody asks. */
  private double[] lookedAfter(int parent, float[][] attention, int firstRow) {
    return attention == null ? null : Coverage.after(looked[parent], attention[firstRow + parent]);
  }

  /** Keeps the n best; an equal score stands behind those that were there before. */
  private void finish(int node, double sum, double lost) {
    finishedCount++;
    double score = penalty.score(sum, length + 1) + lost;
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
    return isStuck
        || openCount == 0
        || length == maxLength
        || finishedCount >= beamSize
        || isDecided();
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
    return hypotheses.isEmpty() ? incomplete() : List.copyOf(hypotheses);
  }

  private List<Hypothesis> incomplete() {
    List<Hypothesis> open = new ArrayList<>(openCount);
    for (int i = 0; i < openCount; i++) {
      int[] path = trellis.path(nodes[i], length);
      double score = penalty.score(sums[i], Math.max(1, length)) + coverage.penalty(looked[i]);
      open.add(new Hypothesis(path, sums[i], score, false));
    }
    // A stable sort: equal scores stay in the order of the beam.
    open.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return List.copyOf(open.subList(0, Math.min(nBest, openCount)));
  }
}
