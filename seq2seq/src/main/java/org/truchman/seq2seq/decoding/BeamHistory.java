package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truchman.text.vocab.SpecialToken;

/**
 * Looks on while the beam of one sentence is searched, and changes nothing of it. A search without
 * one does nothing for it.
 */
final class BeamHistory {
  private final int beamSize;
  private final List<BeamTree.Node> nodes = new ArrayList<>();

  /** Where the open hypotheses of the trellis stand in {@link #nodes}. */
  private final Map<Integer, Integer> places = new HashMap<>();

  private int steps;
  private BeamTree.End end;

  /**
   * A history before the first step.
   *
   * @param beamSize how many of what is passed over in a step are remembered
   */
  BeamHistory(int beamSize) {
    this.beamSize = beamSize;
    places.put(Trellis.ROOT, BeamTree.ROOT);
  }

  /**
   * The open hypotheses before a step, and what may follow them.
   *
   * @param nodes of the trellis; the first {@code count} hold
   * @param sums log-probability of each
   * @param next what each may say
   * @param candidates of the whole batch
   * @param firstRow row of the first one
   */
  record Parents(
      int count,
      int[] nodes,
      double[] sums,
      NextPieces[] next,
      Candidates candidates,
      int firstRow) {}

  /** A step begins: takes down the best of what it passes over. */
  void step(Parents parents, StepChoice choice) {
    steps++;
    Set<Long> taken = new HashSet<>();
    for (int i = 0; i < choice.openCount(); i++) {
      taken.add(key(choice.openParent(i), choice.openPiece(i)));
    }
    for (int i = 0; i < choice.finishedCount(); i++) {
      taken.add(key(choice.finishedParent(i), SpecialToken.EOS.id()));
    }
    List<BeamTree.Node> passed = new ArrayList<>();
    Candidates candidates = parents.candidates();
    for (int parent = 0; parent < parents.count(); parent++) {
      int row = parents.firstRow() + parent;
      for (int place = 0; place < candidates.k(); place++) {
        int piece = candidates.piece(row, place);
        double sum = parents.sums()[parent] + candidates.logProbability(row, place);
        boolean possible = parents.next()[parent].allows(piece) && Double.isFinite(sum);
        if (possible && !taken.contains(key(parent, piece))) {
          int at = places.get(parents.nodes()[parent]);
          passed.add(new BeamTree.Node(at, steps, piece, sum, null, BeamTree.Fate.PASSED_OVER));
        }
      }
    }
    passed.sort(Comparator.comparingDouble(BeamTree.Node::logProbability).reversed());
    nodes.addAll(passed.subList(0, Math.min(beamSize, passed.size())));
  }

  private static long key(int parent, int piece) {
    return (long) parent << 32 | piece;
  }

  /** A hypothesis is open after the step. */
  void opened(int node, int parent, int piece, double sum) {
    places.put(node, nodes.size());
    nodes.add(
        new BeamTree.Node(places.get(parent), steps, piece, sum, null, BeamTree.Fate.LEFT_OPEN));
  }

  /** A hypothesis ended in the step. */
  void finished(int parent, int piece, double sum, double score) {
    nodes.add(
        new BeamTree.Node(places.get(parent), steps, piece, sum, score, BeamTree.Fate.FINISHED));
  }

  /** The search of the sentence is done. */
  void done(BeamTree.End why) {
    end = why;
  }

  /** All that was seen. */
  BeamTree tree() {
    Set<Integer> continued = new HashSet<>();
    for (BeamTree.Node node : nodes) {
      if (node.fate() != BeamTree.Fate.PASSED_OVER) {
        continued.add(node.parent());
      }
    }
    List<BeamTree.Node> known = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      known.add(withFate(nodes.get(i), continued.contains(i)));
    }
    return new BeamTree(known, end);
  }

  private BeamTree.Node withFate(BeamTree.Node node, boolean continued) {
    if (node.fate() != BeamTree.Fate.LEFT_OPEN) {
      return node;
    }
    BeamTree.Fate fate = node.step() < steps ? BeamTree.Fate.PRUNED : BeamTree.Fate.LEFT_OPEN;
    return new BeamTree.Node(
        node.parent(),
        node.step(),
        node.piece(),
        node.logProbability(),
        null,
        continued ? BeamTree.Fate.CONTINUED : fate);
  }
}
