package org.truchman.seq2seq.training;

/** Training has come apart: too many updates in a row had no finite loss and gradient. */
public final class DivergedTrainingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final int[] pairs;

  /**
   * Says where it came apart.
   *
   * @param skipped updates in a row that were left out
   * @param first the first of them
   * @param pairs numbers, from 0, of the training pairs of that update; none where there are none
   */
  DivergedTrainingException(int skipped, long first, int[] pairs) {
    super(
        "training stops: "
            + skipped
            + " updates in a row had no finite loss and gradient (training.skipLimit), the first"
            + " of them update "
            + first
            + "; lower training.learningRate, or set training.clipNorm to 1"
            + (pairs.length == 0 ? "" : ", or look at the pairs of that update"));
    this.pairs = pairs.clone();
  }

  /** Numbers, from 0, of the training pairs that the first update left out had learnt from. */
  public int[] pairs() {
    return pairs.clone();
  }
}
