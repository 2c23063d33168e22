package org.truchman.seq2seq.decoding;

import org.truchman.text.vocab.SpecialToken;

/**
 * One step of one sentence: from the open hypotheses and their candidates, the next open hypotheses
 * and those that finish.
 *
 * <p>All candidates of all open hypotheses stand in one ranking: greatest sum first, equal sums by
 * (parent, place in the parent's row). An EOS within the first K ranks finishes its parent; the
 * first K other candidates stay open. So a finished hypothesis takes no place from the open ones.
 * Of a parent at most K pieces and one EOS can matter: its K+1 best candidates are enough to rank
 * the 2K best of the sentence. A piece that a parent may not say is passed over and takes no rank;
 * with b such pieces, K+1+b candidates are enough.
 *
 * <p>An instance holds the result of its last {@link #choose} until the next, for reuse over steps
 * and sentences.
 */
final class BeamStep extends StepChoice {
  private final int beamSize;

  /** For each parent: the place of its best candidate that is not taken yet, and its sum. */
  private final int[] place;

  private final double[] head;

  BeamStep(int beamSize) {
    super(beamSize, beamSize);
    this.beamSize = beamSize;
    place = new int[beamSize];
    head = new double[beamSize];
  }

  /**
   * Chooses what goes on and what finishes.
   *
   * @param sums log-probability of each open hypothesis, its parents' order; first {@code parents}
   *     places count
   * @param parents open hypotheses, 1 to K
   * @param next what each parent may say
   * @param candidates of the whole batch
   * @param firstRow row of the sentence's first open hypothesis
   */
  void choose(double[] sums, int parents, NextPieces[] next, Candidates candidates, int firstRow) {
    clear();
    for (int parent = 0; parent < parents; parent++) {
      place[parent] = -1;
      moveOn(parent, sums[parent], next[parent], candidates, firstRow + parent);
    }
    for (int rank = 0; openCount() < beamSize; rank++) {
      int parent = bestHead(parents);
      if (head[parent] == Double.NEGATIVE_INFINITY) {
        return;
      }
      int row = firstRow + parent;
      take(parent, candidates.piece(row, place[parent]), rank);
      moveOn(parent, sums[parent], next[parent], candidates, row);
    }
  }

  /** Moves to a parent's next candidate that it may say. */
  private void moveOn(int parent, double sum, NextPieces next, Candidates candidates, int row) {
    int at = place[parent] + 1;
    while (at < candidates.k() && !next.allows(candidates.piece(row, at))) {
      at++;
    }
    place[parent] = at;
    head[parent] =
        at < candidates.k() ? sum + candidates.logProbability(row, at) : Double.NEGATIVE_INFINITY;
  }

  /** Gives the parent of the greatest head, the first one among equals. */
  private int bestHead(int parents) {
    int best = 0;
    for (int parent = 1; parent < parents; parent++) {
      if (head[parent] > head[best]) {
        best = parent;
      }
    }
    return best;
  }

  private void take(int parent, int piece, int rank) {
    if (piece != SpecialToken.EOS.id()) {
      goOn(parent, piece, head[parent]);
    } else if (rank < beamSize) {
      finish(parent, head[parent]);
    }
  }
}
