package org.truchman.seq2seq.training;

/** Where the loop leaves what must survive it. Called on the training thread. */
public interface Checkpoints {
  /**
   * A model that was the best so far on the validation set.
   *
   * @param values its flat parameters
   */
  void best(float[] values, TrainingProgress progress);

  /** Everything needed to go on. */
  void snapshot(TrainingState state);
}
