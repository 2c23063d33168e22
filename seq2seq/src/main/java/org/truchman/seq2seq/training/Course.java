package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;

/**
 * What a {@link TrainingLoop} learns: epochs of batches, the updates that take them in, and the
 * validation that says what came of it. A course owns the optimizer's state and is closed by the
 * loop.
 *
 * <p>Everything random in it is a function of the seed and of the number of the update or epoch.
 */
public interface Course extends AutoCloseable {
  /** The flat parameter vector that the updates change. */
  NDArray parameters();

  /** What the optimizer keeps beside it. */
  OptimizerState optimizer();

  /**
   * Batches of an epoch, at least 1.
   *
   * @param epoch from 1
   */
  int batches(int epoch);

  /** What an epoch is made of, in words. */
  String describe(int epoch);

  /**
   * What an update took in.
   *
   * @param batches of the epoch
   * @param tokens that it learnt to predict
   */
  record Taken(int batches, long tokens) {}

  /**
   * Runs the update that begins with a batch.
   *
   * @param before how far training has come before it
   * @param rate the learning rate
   */
  Taken update(TrainingProgress before, double rate);

  /**
   * Reads the validation set.
   *
   * @param vector the parameters, or their moving average
   */
  Validator.Findings validate(NDArray vector);

  /**
   * The numbers of the sentence pairs in some batches of an epoch; none where there are no pairs.
   *
   * @param from the first batch
   * @param to behind the last one
   */
  default int[] pairs(int epoch, int from, int to) {
    return new int[0];
  }

  /** What one update hands on to the next beside the parameters; null where that is nothing. */
  default float[] carried() {
    return null;
  }

  /**
   * Takes over what a snapshot says was {@link #carried}.
   *
   * @throws IllegalStateException if the updates of this course hand nothing on
   */
  default void carry(float[] values) {
    throw new IllegalStateException(
        "a snapshot carries %d numbers from one update to the next; this training takes none"
            .formatted(values.length));
  }

  @Override
  void close();
}
