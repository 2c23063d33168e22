package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * Decides {@link Precision#AUTO} by measuring on the device, both ways: an output layer's loss, and
 * a recurrent layer forward and backward.
 */
public final class PrecisionChoice {
  private static final int ROWS = 512;
  private static final int WIDTH = 256;
  private static final int PIECES = 2048;
  private static final int BATCH = 64;
  private static final int STEPS = 8;
  private static final int TRIES = 4;

  /** Fewer digits must be worth it: at most this share of the time. */
  private static final double WORTH = 0.8;

  private PrecisionChoice() {}

  /**
   * The numbers to train in.
   *
   * @param asked what is configured
   * @param parent the device's manager
   * @return {@code asked}, or, where that is {@link Precision#AUTO}, the fastest one
   */
  public static Precision of(Precision asked, NDManager parent, ScriptedOperators operators) {
    if (asked != Precision.AUTO) {
      return asked;
    }
    if (!isWorthIt(parent, (manager, half) -> loss(manager, operators, half))) {
      return Precision.FP32;
    }
    return isWorthIt(parent, (manager, half) -> recurrence(manager, operators, half))
        ? Precision.BF16_ALL
        : Precision.BF16;
  }

  /** Something to measure, with half as many bits or not. */
  private interface Work {
    void run(NDManager manager, boolean half);
  }

  private static boolean isWorthIt(NDManager parent, Work work) {
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int i = 0; i < 2 * TRIES; i++) {
      try (NDManager manager = parent.newSubManager()) {
        long start = System.nanoTime();
        work.run(manager, i % 2 == 1);
        least[i % 2] = Math.min(least[i % 2], System.nanoTime() - start);
      }
    }
    return least[1] <= WORTH * least[0];
  }

  private static void loss(NDManager manager, ScriptedOperators operators, boolean half) {
    NDArray rows = manager.randomUniform(-1, 1, new Shape(ROWS, WIDTH));
    ScriptedOperators.OutputLayer layer =
        new ScriptedOperators.OutputLayer(
            manager.randomUniform(-1, 1, new Shape(PIECES, WIDTH)),
            manager.zeros(new Shape(PIECES)));
    NDArray labels = manager.zeros(new Shape(ROWS), DataType.INT64);
    ScriptedOperators.LossForm form =
        new ScriptedOperators.LossForm(0, 1, new OutputChunks(manager, ROWS), half);
    operators.crossEntropy(manager, rows, layer, labels, form).nll().toFloatArray();
  }

  private static void recurrence(NDManager manager, ScriptedOperators operators, boolean half) {
    NDArray x = manager.randomUniform(-1, 1, new Shape(BATCH, STEPS, WIDTH));
    NDArray state = manager.zeros(new Shape(1, BATCH, WIDTH));
    NDArray input = manager.randomUniform(-0.1f, 0.1f, new Shape(4 * WIDTH, WIDTH));
    NDArray hidden = manager.randomUniform(-0.1f, 0.1f, new Shape(4 * WIDTH, WIDTH));
    NDArray bias = manager.zeros(new Shape(4 * WIDTH));
    input.setRequiresGradient(true);
    hidden.setRequiresGradient(true);
    Products products = half ? operators.halfProducts(true) : Products.FULL;
    NDList start = new NDList(state, state);
    NDList weights = new NDList(input, hidden, bias, bias);
    NDArray outputs = Kernels.recorded(() -> products.lstm(x, start, weights, false).get(0));
    products.backward(outputs, manager.ones(outputs.getShape()));
    NDArray gradient = hidden.getGradient();
    gradient.attach(manager);
    gradient.toFloatArray();
  }
}
