package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/** Keeps account of how far the hypotheses of one sentence meet its constraints. */
final class ConstraintTracker {
  private static final int[] NO_NODES = {};

  private final Constraints constraints;
  private final PhraseTrie required;
  private final PhraseTrie forbidden;
  private final PieceEdges edges;

  /** Pieces of the longest spelling of each required phrase. */
  private final int[] lengths;

  private final int goal;

  ConstraintTracker(Constraints constraints) {
    this.constraints = constraints;
    required = PhraseTrie.of(constraints.required());
    forbidden = constraints.forbidden();
    edges = constraints.edges();
    lengths = constraints.required().stream().mapToInt(ConstraintTracker::length).toArray();
    int counted = constraints.counted().stream().mapToInt(CountedPiece::least).sum();
    goal = Arrays.stream(lengths).sum() + counted;
  }

  private static int length(Phrase phrase) {
    int longest = phrase.spellings().stream().mapToInt(s -> s.length).max().orElseThrow();
    return phrase.atStart().stream().mapToInt(s -> s.length).reduce(longest, Math::max);
  }

  /** Gives the state of the empty hypothesis. */
  ConstraintState start() {
    int[] counts = new int[constraints.counted().size()];
    return new ConstraintState(-1, NO_NODES, NO_NODES, new BitSet(), new BitSet(), counts);
  }

  /** Gives the state one piece later. */
  ConstraintState after(ConstraintState state, int piece) {
    boolean inside = edges.isInside(state.last(), piece);
    BitSet said = (BitSet) state.said().clone();
    if (inside) {
      said.andNot(state.justSaid());
    }
    int[] begun = advance(required, state.last(), state.begun(), piece);
    BitSet justSaid = new BitSet();
    for (int node : begun) {
      justSaid.or(required.ended(node));
    }
    justSaid.andNot(said);
    said.or(justSaid);
    int[] counts = state.counts();
    for (int i = 0; i < counts.length; i++) {
      if (constraints.counted().get(i).piece() == piece) {
        counts = counts == state.counts() ? counts.clone() : counts;
        counts[i]++;
      }
    }
    int[] banned = advance(forbidden, state.last(), state.forbidden(), piece);
    return new ConstraintState(piece, begun, banned, said, justSaid, counts);
  }

  /** Moves on in the phrases that are begun, and begins those that may begin with this piece. */
  private int[] advance(PhraseTrie phrases, int last, int[] nodes, int piece) {
    if (phrases.isEmpty()) {
      return NO_NODES;
    }
    int[] next = new int[nodes.length + 2];
    int count = 0;
    for (int node : nodes) {
      next[count] = phrases.child(node, piece);
      count += next[count] == PhraseTrie.NONE ? 0 : 1;
    }
    if (!edges.isInside(last, piece)) {
      next[count] = phrases.child(PhraseTrie.ROOT, piece);
      count += next[count] == PhraseTrie.NONE ? 0 : 1;
    }
    if (last < 0) {
      next[count] = phrases.child(PhraseTrie.START, piece);
      count += next[count] == PhraseTrie.NONE ? 0 : 1;
    }
    return Arrays.copyOf(next, count);
  }

  /** Whether all that is required is said. */
  boolean isMet(ConstraintState state) {
    return reached(state) == goal;
  }

  /** Gives what {@link #reached} comes to when all is met: the pieces of all that is required. */
  int goal() {
    return goal;
  }

  /** Gives how many pieces of what is required are said, those of a phrase that is begun too. */
  int reached(ConstraintState state) {
    int pieces = 0;
    for (int i = 0; i < lengths.length; i++) {
      pieces += state.said().get(i) ? lengths[i] : 0;
    }
    for (int i = 0; i < state.counts().length; i++) {
      pieces += Math.min(state.counts()[i], constraints.counted().get(i).least());
    }
    int deepest = 0;
    for (int node : state.begun()) {
      if (isWanted(node, state)) {
        deepest = Math.max(deepest, required.depth(node));
      }
    }
    return pieces + deepest;
  }

  /** Whether a node leads to a phrase that is not said yet. */
  private boolean isWanted(int node, ConstraintState state) {
    BitSet open = (BitSet) required.begun(node).clone();
    open.andNot(state.said());
    return !open.isEmpty();
  }

  /** Gives the pieces, ascending, that lead on to what is not said yet. */
  int[] wanted(ConstraintState state) {
    TreeSet<Integer> pieces = new TreeSet<>();
    for (int node : state.begun()) {
      addWanted(node, state, pieces);
    }
    if (!edges.goesOn(state.last())) {
      addWanted(PhraseTrie.ROOT, state, pieces);
    }
    if (state.last() < 0) {
      addWanted(PhraseTrie.START, state, pieces);
    }
    for (int i = 0; i < state.counts().length; i++) {
      CountedPiece counted = constraints.counted().get(i);
      if (state.counts()[i] < counted.least()) {
        pieces.add(counted.piece());
      }
    }
    return pieces.stream().mapToInt(piece -> piece).toArray();
  }

  private void addWanted(int node, ConstraintState state, TreeSet<Integer> pieces) {
    for (int piece : required.pieces(node)) {
      if (isWanted(required.child(node, piece), state)) {
        pieces.add(piece);
      }
    }
  }

  /** Bans what would complete a forbidden phrase, and pieces that are there often enough. */
  void ban(ConstraintState state, NextPieces next) {
    for (int node : state.forbidden()) {
      forbidden.closing(node).forEach(next::ban);
    }
    if (!edges.goesOn(state.last())) {
      forbidden.closing(PhraseTrie.ROOT).forEach(next::ban);
    }
    if (state.last() < 0) {
      forbidden.closing(PhraseTrie.START).forEach(next::ban);
    }
    for (int i = 0; i < state.counts().length; i++) {
      CountedPiece counted = constraints.counted().get(i);
      if (state.counts()[i] >= counted.most()) {
        next.ban(counted.piece());
      }
    }
  }

  /** Whether a complete translation that meets all is taken. */
  boolean accepts(int[] pieces) {
    return constraints.accepted().test(pieces);
  }

  /** Gives how many requirements are met. */
  int metCount(ConstraintState state) {
    int met = state.said().cardinality();
    for (int i = 0; i < state.counts().length; i++) {
      met += Math.min(state.counts()[i], constraints.counted().get(i).least());
    }
    return met;
  }

  /** Gives the constraints without what this state has not met. */
  Constraints withoutUnmet(ConstraintState state) {
    List<Phrase> phrases = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      if (state.said().get(i)) {
        phrases.add(constraints.required().get(i));
      }
    }
    List<CountedPiece> counted = new ArrayList<>();
    for (int i = 0; i < state.counts().length; i++) {
      CountedPiece one = constraints.counted().get(i);
      int least = Math.min(one.least(), state.counts()[i]);
      counted.add(new CountedPiece(one.piece(), least, one.most()));
    }
    return constraints.withRequired(phrases).withCounted(counted);
  }
}
