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
  private record Finished(int node, int depth, double sum, double score, boolean accepted) {}

  /** A hypothesis that ended, or was open to the last, and had not said all that it must. */
  private record Partial(ConstraintState state, int met, double score) {}

  private final int sentence;
  private final SentenceRequest request;
  private final int maxLength;
  private final int beamSize;
  private final int nBest;
  private final LengthPenalty penalty;
  private final Coverage coverage;
  private final Trellis trellis;
  private final PieceRules rules;

  /** Null without constraints; the step likewise, unless something must be said. */
  private final ConstraintTracker tracker;

  private final BankedStep banked;
  private final int width;

  /** Looks on; null where nobody does. */
  private BeamHistory history;

  private int length;
  private int openCount = 1;
  private final double[] sums;
  private final int[] pieces;
  private final int[] origins;
  private int[] nodes;
  private int[] nextNodes;
  private double[][] looked;
  private ConstraintState[] states;
  private final NextPieces[] next;
  private boolean isStuck;

  private int finishedCount;
  private final List<Finished> best = new ArrayList<>();
  private Partial partial;

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
    Constraints constraints = request.constraints();
    this.tracker = constraints.isNone() ? null : new ConstraintTracker(constraints);
    this.banked = constraints.isDemanding() ? new BankedStep(beamSize, tracker) : null;
    this.width = banked == null ? beamSize : BankedStep.width(beamSize, tracker);
    sums = new double[width];
    pieces = new int[width];
    origins = new int[width];
    nodes = new int[width];
    nextNodes = new int[width];
    looked = new double[width][];
    states = new ConstraintState[width];
    states[0] = tracker == null ? null : tracker.start();
    next = new NextPieces[width];
    Arrays.setAll(next, i -> new NextPieces());
    pieces[0] = SpecialToken.BOS.id();
    nodes[0] = Trellis.ROOT;
  }

  /** Lets somebody look on. */
  SentenceBeam watchedBy(BeamHistory watcher) {
    history = watcher;
    return this;
  }

  /** Gives the sentence's index in the batch. */
  int sentence() {
    return sentence;
  }

  /** Gives how many hypotheses are open, that is, its rows of the next call. */
  int openCount() {
    return openCount;
  }

  /** Gives how many hypotheses may be open at most. */
  int width() {
    return width;
  }

  /** Whether something must be said, so that all pieces' probabilities are needed. */
  boolean isDemanding() {
    return banked != null;
  }

  /** Whether the attention of each piece is wanted. */
  boolean isAligned() {
    return request.aligned();
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
      if (tracker != null && !isForced()) {
        tracker.ban(states[i], next[i]);
      }
      most = Math.max(most, next[i].bannedCount());
    }
    return most;
  }

  /**
   * What the network said about the whole batch.
   *
   * @param candidates the best pieces of each row
   * @param all every piece's probability; null if no sentence needs it
   * @param attention of each row; null if no sentence needs it
   */
  record Answer(Candidates candidates, Distributions all, float[][] attention) {}

  /**
   * Takes one step, as the rules of the last {@link #applyRules} allow.
   *
   * @param step does the choosing where nothing must be said; its result is read before this
   *     returns
   * @param answer of the network
   * @param firstRow row of this sentence's first open hypothesis
   */
  void advance(BeamStep step, Answer answer, int firstRow) {
    if (banked == null) {
      step.choose(sums, openCount, next, answer.candidates(), firstRow);
      show(step, answer.candidates(), firstRow);
      take(step, answer.attention(), firstRow);
    } else {
      boolean last = length + 1 == maxLength;
      BankedStep.Parents parents = new BankedStep.Parents(openCount, sums, next, states, last);
      banked.choose(parents, answer.candidates(), answer.all(), firstRow);
      show(banked, answer.candidates(), firstRow);
      take(banked, answer.attention(), firstRow);
    }
  }

  private void show(StepChoice step, Candidates candidates, int firstRow) {
    if (history != null) {
      BeamHistory.Parents parents =
          new BeamHistory.Parents(openCount, nodes, sums, next, candidates, firstRow);
      history.step(parents, step);
    }
  }

  private void take(StepChoice step, float[][] attention, int firstRow) {
    if (step.openCount() == 0 && finishedCount + step.finishedCount() == 0) {
      isStuck = true;
      return;
    }
    for (int i = 0; i < step.finishedCount(); i++) {
      int parent = step.finishedParent(i);
      double lost = coverage.penalty(lookedAfter(parent, attention, firstRow));
      finish(parent, step.finishedSum(i), lost);
    }
    double[][] nextLooked = new double[width][];
    ConstraintState[] nextStates = new ConstraintState[width];
    for (int i = 0; i < step.openCount(); i++) {
      int parent = step.openParent(i);
      nextLooked[i] = lookedAfter(parent, attention, firstRow);
      nextStates[i] = tracker == null ? null : tracker.after(states[parent], step.openPiece(i));
    }
    looked = nextLooked;
    states = nextStates;
    length++;
    openCount = step.openCount();
    for (int i = 0; i < openCount; i++) {
      sums[i] = step.openSum(i);
      pieces[i] = step.openPiece(i);
      origins[i] = firstRow + step.openParent(i);
      nextNodes[i] = node(nodes[step.openParent(i)], pieces[i], attention, origins[i]);
      if (history != null) {
        history.opened(nextNodes[i], nodes[step.openParent(i)], pieces[i], sums[i]);
      }
    }
    int[] before = nodes;
    nodes = nextNodes;
    nextNodes = before;
  }

  private int node(int parent, int piece, float[][] attention, int row) {
    return request.aligned()
        ? trellis.add(parent, piece, attention[row])
        : trellis.add(parent, piece);
  }

  /** What an open hypothesis has looked at after its next piece; null if nobody asks. */
  private double[] lookedAfter(int parent, float[][] attention, int firstRow) {
    return coverage.isOn() ? Coverage.after(looked[parent], attention[firstRow + parent]) : null;
  }

  /**
   * Keeps the n best; an equal score stands behind those that were there before, and what is not
   * accepted behind all that is. What has not said all that it must is kept by itself.
   */
  private void finish(int parent, double sum, double lost) {
    double score = penalty.score(sum, length + 1) + lost;
    if (history != null) {
      history.finished(nodes[parent], SpecialToken.EOS.id(), sum, score);
    }
    if (banked != null && !tracker.isMet(states[parent])) {
      keep(states[parent], score);
      return;
    }
    boolean accepted = tracker == null || tracker.accepts(trellis.path(nodes[parent], length));
    finishedCount += accepted ? 1 : 0;
    Finished one = new Finished(nodes[parent], length, sum, score, accepted);
    int at = best.size();
    while (at > 0 && isBefore(one, best.get(at - 1))) {
      at--;
    }
    best.add(at, one);
    if (best.size() > nBest) {
      best.remove(nBest);
    }
  }

  private static boolean isBefore(Finished one, Finished other) {
    return one.accepted() == other.accepted() ? one.score() > other.score() : one.accepted();
  }

  /** Keeps the one that has said most of what it must, and of these the best. */
  private void keep(ConstraintState state, double score) {
    int met = tracker.metCount(state);
    if (partial == null
        || met > partial.met()
        || (met == partial.met() && score > partial.score())) {
      partial = new Partial(state, met, score);
    }
  }

  /** Whether no further step can change the result. */
  boolean isDone() {
    BeamTree.End end = end();
    if (end != null && history != null) {
      history.done(end);
    }
    return end != null;
  }

  /** Why it is done; null if it is not. */
  private BeamTree.End end() {
    if (isStuck) {
      return BeamTree.End.STUCK;
    }
    if (finishedCount >= beamSize) {
      return BeamTree.End.ENOUGH_FINISHED;
    }
    if (openCount == 0) {
      return BeamTree.End.NOTHING_OPEN;
    }
    if (isDecided()) {
      return BeamTree.End.DECIDED;
    }
    return length == maxLength ? BeamTree.End.LONGEST : null;
  }

  private boolean isDecided() {
    return best.size() == nBest
        && best.get(nBest - 1).accepted()
        && penalty.bestReachable(sums[0], maxLength) <= best.get(nBest - 1).score();
  }

  /**
   * Gives the n best hypotheses, greatest score first: the finished ones, or, only when none has
   * finished, the open ones as they are, marked as not complete. None if all of them lack something
   * that must be said.
   */
  List<Hypothesis> hypotheses() {
    List<Hypothesis> hypotheses = new ArrayList<>(nBest);
    for (Finished one : best) {
      if (one.accepted() == best.get(0).accepted()) {
        hypotheses.add(hypothesis(one.node(), one.depth(), one.sum(), one.score(), true));
      }
    }
    return hypotheses.isEmpty() && partial == null ? incomplete() : List.copyOf(hypotheses);
  }

  private Hypothesis hypothesis(int node, int depth, double sum, double score, boolean complete) {
    float[][] attention = request.aligned() ? trellis.attention(node, depth) : null;
    return new Hypothesis(trellis.path(node, depth), sum, score, complete, attention);
  }

  private List<Hypothesis> incomplete() {
    List<Hypothesis> open = new ArrayList<>(openCount);
    for (int i = 0; i < openCount; i++) {
      if (banked == null || tracker.isMet(states[i])) {
        double score = penalty.score(sums[i], Math.max(1, length)) + coverage.penalty(looked[i]);
        open.add(hypothesis(nodes[i], length, sums[i], score, false));
      }
    }
    // A stable sort: equal scores stay in the order of the beam.
    open.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return List.copyOf(open.subList(0, Math.min(nBest, open.size())));
  }

  /**
   * Gives what is left of the constraints when those are given up that the hypothesis lacks which
   * came nearest to all of them.
   */
  Constraints constraintsMet() {
    if (partial == null) {
      for (int i = 0; i < openCount; i++) {
        keep(states[i], sums[i]);
      }
    }
    return tracker.withoutUnmet(partial.state());
  }
}
