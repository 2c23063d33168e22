package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What training keeps on the device beside the parameters: Adam's moments, the count of updates,
 * the moving average, and running sums since the last report.
 */
final class OptimizerState implements AutoCloseable {
  private final NDManager manager;
  private final NDArray firstMoment;
  private final NDArray secondMoment;
  private final NDArray steps;
  private final NDArray average;
  private final NDArray sums;

  /**
   * The state before the first update.
   *
   * @param parameters the flat parameter vector
   * @param averaged whether a moving average is kept; it starts at the parameters
   */
  OptimizerState(NDArray parameters, boolean averaged) {
    this.manager = parameters.getManager().newSubManager();
    Shape shape = parameters.getShape();
    this.firstMoment = manager.zeros(shape);
    this.secondMoment = manager.zeros(shape);
    this.steps = manager.zeros(new Shape());
    this.average = averaged ? manager.zeros(shape) : null;
    this.sums = manager.zeros(new Shape(4), DataType.FLOAT32);
    if (averaged) {
      DeviceCopy.of(parameters.toFloatArray(), average);
    }
  }

  /** Takes over the arrays of a snapshot. */
  void restore(TrainingState saved) {
    DeviceCopy.of(saved.firstMoment(), firstMoment);
    DeviceCopy.of(saved.secondMoment(), secondMoment);
    steps.subi(steps).addi(saved.steps());
    if (average != null) {
      DeviceCopy.of(saved.average(), average);
    }
  }

  /** Copies everything from the device. */
  TrainingState snapshot(NDArray parameters, TrainingProgress progress) {
    return new TrainingState(
        parameters.toFloatArray(),
        firstMoment.toFloatArray(),
        secondMoment.toFloatArray(),
        average == null ? null : average.toFloatArray(),
        (long) steps.getFloat(),
        progress);
  }

  NDArray firstMoment() {
    return firstMoment;
  }

  NDArray secondMoment() {
    return secondMoment;
  }

  /** Updates that changed the parameters, float32 scalar. */
  NDArray steps() {
    return steps;
  }

  /** The moving average of the parameters, or null when none is kept. */
  NDArray average() {
    return average;
  }

  /**
   * Sums since they were last taken: negative log-likelihood, tokens, gradient norm, updates
   * skipped; {@code (4)}.
   */
  NDArray sums() {
    return sums;
  }

  @Override
  public void close() {
    manager.close();
  }
}
