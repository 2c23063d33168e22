package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.ParameterLayout;

/**
 * What training keeps on the device beside the parameters: the optimizer's moments, the count of
 * updates, the moving average, which parameters decay, and running sums since the last report.
 */
public final class OptimizerState implements AutoCloseable {
  private final NDManager manager;
  private final NDArray firstMoment;
  private final NDArray secondMoment;
  private final NDArray steps;
  private final NDArray average;
  private final NDArray decayed;
  private final NDArray sums;
  private final HostCopy hostParameters = new HostCopy();
  private final HostCopy hostFirstMoment = new HostCopy();
  private final HostCopy hostSecondMoment = new HostCopy();
  private final HostCopy hostAverage = new HostCopy();

  /** The state before the first update; a moving average starts at the parameters. */
  public static OptimizerState of(FlatParameters parameters, TrainingConfig config) {
    return new OptimizerState(
        parameters.vector(),
        config.averageDecay() > 0,
        config.weightDecay() > 0 ? matrices(parameters.layout()) : null);
  }

  /**
   * The state before the first update.
   *
   * @param parameters the flat parameter vector
   * @param averaged whether a moving average is kept
   * @param decayed 1 for each parameter that decays, 0 for the others; null when none does
   */
  OptimizerState(NDArray parameters, boolean averaged, float[] decayed) {
    this.manager = parameters.getManager().newSubManager();
    Shape shape = parameters.getShape();
    this.firstMoment = manager.zeros(shape);
    this.secondMoment = manager.zeros(shape);
    this.steps = manager.zeros(new Shape());
    this.average = averaged ? manager.zeros(shape) : null;
    this.decayed = decayed == null ? null : manager.create(decayed);
    this.sums = manager.zeros(new Shape(6), DataType.FLOAT32);
    if (averaged) {
      DeviceCopy.of(parameters.toFloatArray(), average);
    }
  }

  /** 1 where a parameter is part of a matrix, 0 elsewhere. */
  private static float[] matrices(ParameterLayout layout) {
    float[] mask = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      if (entry.shape().size() > 1) {
        Arrays.fill(mask, entry.offset(), entry.offset() + entry.size(), 1f);
      }
    }
    return mask;
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

  /**
   * Copies everything from the device; the copy holds until the next one.
   *
   * @param carried what the last update hands on, or null
   */
  TrainingState snapshot(NDArray parameters, float[] carried, TrainingProgress progress) {
    return new TrainingState(
        hostParameters.of(parameters),
        hostFirstMoment.of(firstMoment),
        hostSecondMoment.of(secondMoment),
        average == null ? null : hostAverage.of(average),
        carried,
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

  /** 1 for each parameter that decays, 0 for the others; null when none does. */
  NDArray decayed() {
    return decayed;
  }

  /**
   * Sums since they were last taken: negative log-likelihood, tokens, gradient norm, updates
   * skipped; then updates skipped in a row so far, and the update that made them too many (0 when
   * none did); {@code (6)}.
   */
  NDArray sums() {
    return sums;
  }

  @Override
  public void close() {
    manager.close();
  }
}
