package org.truchman.seq2seq.decoding;

/**
 * What a step chose: which hypotheses go on, and which finish. It holds until the next step, for
 * reuse over steps and sentences.
 */
abstract class StepChoice {
  private int openCount;
  private final int[] openParents;
  private final int[] openPieces;
  private final double[] openSums;

  private int finishedCount;
  private final int[] finishedParents;
  private final double[] finishedSums;

  /** Makes room for at most so many that go on, and as many that finish. */
  StepChoice(int open, int finished) {
    openParents = new int[open];
    openPieces = new int[open];
    openSums = new double[open];
    finishedParents = new int[finished];
    finishedSums = new double[finished];
  }

  /** Forgets the last step. */
  final void clear() {
    openCount = 0;
    finishedCount = 0;
  }

  final void goOn(int parent, int piece, double sum) {
    openParents[openCount] = parent;
    openPieces[openCount] = piece;
    openSums[openCount++] = sum;
  }

  final void finish(int parent, double sum) {
    finishedParents[finishedCount] = parent;
    finishedSums[finishedCount++] = sum;
  }

  /** Gives how many hypotheses go on. */
  final int openCount() {
    return openCount;
  }

  /** Gives the parent of an open hypothesis; the best one is number 0. */
  final int openParent(int index) {
    return openParents[index];
  }

  /** Gives the last piece of an open hypothesis. */
  final int openPiece(int index) {
    return openPieces[index];
  }

  /** Gives the log-probability of an open hypothesis. */
  final double openSum(int index) {
    return openSums[index];
  }

  /** Gives how many hypotheses finish. */
  final int finishedCount() {
    return finishedCount;
  }

  /** Gives the parent that an EOS finishes; the most probable one is number 0. */
  final int finishedParent(int index) {
    return finishedParents[index];
  }

  /** Gives the log-probability of a finished hypothesis, its EOS included. */
  final double finishedSum(int index) {
    return finishedSums[index];
  }
}
