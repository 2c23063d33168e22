package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.truchman.seq2seq.config.OptimizerType;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * The second half of every update, whatever the network: gradients are clipped by their global
 * norm, the optimizer moves the parameters, and the moving average follows.
 *
 * <p>Nothing is read back from the device: sums for the log stay there, and an update whose loss or
 * gradient is not finite changes nothing.
 */
public final class ParameterStep {
  private final FlatParameters parameters;
  private final ScriptedOperators operators;
  private final OptimizerState state;
  private final TrainingConfig config;

  /** A step with fixed settings. */
  public ParameterStep(
      FlatParameters parameters,
      ScriptedOperators operators,
      OptimizerState state,
      TrainingConfig config) {
    this.parameters = parameters;
    this.operators = operators;
    this.state = state;
    this.config = config;
  }

  /**
   * What a batch comes to.
   *
   * @param gradients by {@link FlatParameters#gradientRanges}; changed in place
   * @param nll summed negative log-likelihood of its labels, one element
   * @param tokens labels
   * @param rows in whose place the gradient of an embedding stands; null where it has all rows
   */
  public record Gradient(NDList gradients, NDArray nll, int tokens, FlatParameters.Rows rows) {

    /** The gradient of all rows. */
    public Gradient(NDList gradients, NDArray nll, int tokens) {
      this(gradients, nll, tokens, null);
    }
  }

  /**
   * Whether a parameter whose gradient is zero stays as it is, so that rows of an embedding which a
   * batch does not read can be left out: in plain stochastic gradient descent.
   */
  public boolean isPlain() {
    return config.optimizer() == OptimizerType.SGD
        && config.momentum() == 0
        && config.weightDecay() == 0;
  }

  /**
   * Moves the parameters.
   *
   * @param step the manager of this update
   * @param update its number, from 1
   * @param learningRate step size
   */
  public void run(NDManager step, Gradient gradient, long update, double learningRate) {
    NDArray found = operators.inspect(step, gradient.gradients(), gradient.nll());
    apply(step, gradient, found, learningRate);
    operators.tally(
        step,
        state.sums(),
        new ScriptedOperators.Tally(
            gradient.nll(), found, gradient.tokens(), update, config.skipLimit()));
    average(step, update);
  }

  private void apply(NDManager step, Gradient gradient, NDArray found, double learningRate) {
    double clip = config.clipNorm() == 0 ? Double.POSITIVE_INFINITY : config.clipNorm();
    if (state.decayed() != null) {
      double share = learningRate * config.weightDecay();
      operators.shrink(step, parameters.vector(), state.decayed(), found, share);
    }
    ScriptedOperators.UpdateVectors vectors =
        new ScriptedOperators.UpdateVectors(
            parameters.ranges(step, gradient.rows()),
            gradient.gradients(),
            parameters.ranges(state.firstMoment(), step),
            parameters.ranges(state.secondMoment(), step),
            state.steps(),
            found);
    switch (config.optimizer()) {
      case ADAM, ADAMW -> operators.adam(step, vectors, learningRate, clip);
      case SGD -> operators.gradientDescent(step, vectors, learningRate, clip, config.momentum());
    }
    if (gradient.rows() != null) {
      FlatParameters.Rows rows = gradient.rows();
      operators.putRows(parameters.matrix(rows.entry(), step), rows.numbers(), rows.values());
    }
  }

  private void average(NDManager step, long update) {
    if (state.average() != null) {
      double decay = Math.min(config.averageDecay(), (1.0 + update) / (10.0 + update));
      operators.moveTowards(step, state.average(), parameters.vector(), 1 - decay);
    }
  }
}
