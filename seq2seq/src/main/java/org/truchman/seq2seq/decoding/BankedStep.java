package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.text.vocab.SpecialToken;

/**
 * One step of one sentence whose translation must say something: hypotheses that are equally far in
 * that compete in a bank of their own (dynamic beam allocation, Post and Vilar 2018), so that none
 * is lost because what it must say is improbable.
 *
 * <p>Candidates are, of each parent, its best pieces, and every piece that leads on to something
 * that it must say. With a beam of K and requirements of N pieces there are N + 1 banks, of which
 * the last one has met all. There go on: the K best of the last bank, the best of each other one,
 * and the K best of all that are left. Other than in the paper the width grows with N, so that each
 * bank has its place, and the last one as many as a search without requirements.
 *
 * <p>An EOS that is among the K best of its bank finishes its parent, and at the last step every
 * EOS of the last bank does: what has met all is complete. It is for the caller to see which
 * finished ones have.
 */
final class BankedStep extends StepChoice {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingDouble(Candidate::sum)
          .reversed()
          .thenComparingInt(Candidate::parent)
          .thenComparing(Comparator.comparingDouble(Candidate::log).reversed())
          .thenComparingInt(Candidate::piece);

  private final int beamSize;
  private final int width;
  private final ConstraintTracker tracker;
  private ConstraintState[] states;

  /** A possible next hypothesis. */
  private record Candidate(int parent, int piece, double log, double sum) {
    boolean isEnd() {
      return piece == SpecialToken.EOS.id();
    }
  }

  BankedStep(int beamSize, ConstraintTracker tracker) {
    super(width(beamSize, tracker), width(beamSize, tracker));
    this.beamSize = beamSize;
    this.width = width(beamSize, tracker);
    this.tracker = tracker;
  }

  /** Gives how many hypotheses may be open. */
  static int width(int beamSize, ConstraintTracker tracker) {
    return 2 * beamSize + tracker.goal();
  }

  /**
   * Chooses what goes on and what finishes.
   *
   * @param parents the open hypotheses
   * @param candidates of the whole batch, at least {@code width + 1} that each may say
   * @param all of the whole batch
   * @param firstRow row of the sentence's first open hypothesis
   */
  void choose(Parents parents, Candidates candidates, Distributions all, int firstRow) {
    clear();
    states = parents.states();
    List<List<Candidate>> banks = new ArrayList<>();
    for (int bank = 0; bank <= tracker.goal(); bank++) {
      banks.add(new ArrayList<>());
    }
    for (int parent = 0; parent < parents.count(); parent++) {
      int[] wanted = wanted(parents, parent);
      addWanted(parents, parent, wanted, all, firstRow + parent, banks);
      addBest(parents, parent, wanted, candidates, firstRow + parent, banks);
    }
    List<Candidate> chosen = new ArrayList<>();
    List<Candidate> rest = new ArrayList<>();
    for (int bank = 0; bank <= tracker.goal(); bank++) {
      boolean met = bank == tracker.goal();
      int ranks = met && parents.last() ? Integer.MAX_VALUE : beamSize;
      finish(banks.get(bank), ranks);
      goOn(banks.get(bank), met ? beamSize : 1, chosen, rest);
    }
    rest.sort(ORDER);
    chosen.addAll(rest.subList(0, Math.min(rest.size(), width - chosen.size())));
    chosen.sort(ORDER);
    chosen.forEach(one -> goOn(one.parent(), one.piece(), one.sum()));
  }

  /**
   * The open hypotheses of a sentence.
   *
   * @param count how many there are
   * @param sums their log-probabilities
   * @param next what each may say
   * @param states how far each meets the constraints
   * @param last whether this is the last step that the limit of length allows
   */
  record Parents(
      int count, double[] sums, NextPieces[] next, ConstraintState[] states, boolean last) {}

  /** Gives the pieces, ascending, that lead on to something that must be said, or to the end. */
  private int[] wanted(Parents parents, int parent) {
    int[] wanted = tracker.wanted(states[parent]);
    return parents.last()
        ? IntStream.concat(IntStream.of(SpecialToken.EOS.id()), IntStream.of(wanted)).toArray()
        : wanted;
  }

  private void addWanted(
      Parents parents,
      int parent,
      int[] wanted,
      Distributions all,
      int row,
      List<List<Candidate>> banks) {
    for (int piece : wanted) {
      float log =
          piece < all.vocabulary() ? all.logProbability(row, piece) : Float.NEGATIVE_INFINITY;
      if (log > Float.NEGATIVE_INFINITY && parents.next()[parent].allows(piece)) {
        add(parents, parent, piece, log, banks);
      }
    }
  }

  /** Adds the best pieces; those that are wanted are there already. */
  private void addBest(
      Parents parents,
      int parent,
      int[] wanted,
      Candidates candidates,
      int row,
      List<List<Candidate>> banks) {
    int taken = 0;
    for (int place = 0; place < candidates.k() && taken <= width; place++) {
      float log = candidates.logProbability(row, place);
      int piece = candidates.piece(row, place);
      if (log > Float.NEGATIVE_INFINITY && parents.next()[parent].allows(piece)) {
        if (Arrays.binarySearch(wanted, piece) < 0) {
          add(parents, parent, piece, log, banks);
        }
        taken++;
      }
    }
  }

  private void add(Parents parents, int parent, int piece, float log, List<List<Candidate>> banks) {
    ConstraintState state = states[parent];
    boolean ends = piece == SpecialToken.EOS.id();
    int bank = tracker.reached(ends ? state : tracker.after(state, piece));
    Candidate one = new Candidate(parent, piece, log, parents.sums()[parent] + log);
    banks.get(bank).add(one);
  }

  /** Finishes those whose EOS is among the best of a bank, which is put in order. */
  private void finish(List<Candidate> bank, int ranks) {
    bank.sort(ORDER);
    for (Candidate one : bank.subList(0, Math.min(ranks, bank.size()))) {
      if (one.isEnd()) {
        finish(one.parent(), one.sum());
      }
    }
  }

  /** Takes the best of a bank that go on; leaves the rest. */
  private static void goOn(
      List<Candidate> bank, int places, List<Candidate> chosen, List<Candidate> rest) {
    int taken = 0;
    for (Candidate one : bank) {
      if (!one.isEnd()) {
        (taken++ < places ? chosen : rest).add(one);
      }
    }
  }
}
