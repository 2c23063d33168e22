package org.truchman.seq2seq.training;

/**
 * Where the loop leaves what must survive it. Called on the training thread; the arrays are filled
 * anew for the next call, so who keeps them copies them.
 */
public interface Checkpoints {
  /**
   * A model that was the best so far on the validation set.
   *
   * @param values its flat parameters
   */
  void best(float[] values, TrainingProgress progress);

  /**
   * A state that was validated, the best or not; called where checkpoints are to be kept.
   *
   * @param values its flat parameters
   * @param found what the validation set said of it
   */
  void validated(float[] values, TrainingProgress progress, Validator.Validation found);

  /** Everything needed to go on. */
  void snapshot(TrainingState state);
}
