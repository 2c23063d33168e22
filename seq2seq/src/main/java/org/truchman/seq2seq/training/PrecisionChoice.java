package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/** Decides {@link Precision#AUTO} by measuring an output layer's loss on the device, both ways. */
public final class PrecisionChoice {
  private static final int ROWS = 512;
  private static final int WIDTH = 256;
  private static final int PIECES = 2048;
  private static final int TRIES = 4;

  /** Fewer digits must be worth it: at most this share of the time. */
  private static final double WORTH = 0.8;

  private PrecisionChoice() {}

  /**
   * The numbers to train in.
   *
   * @param asked what is configured
   * @param parent the device's manager
   * @return {@code asked}, or, where that is {@link Precision#AUTO}, the faster one
   */
  public static Precision of(Precision asked, NDManager parent, ScriptedOperators operators) {
    if (asked != Precision.AUTO) {
      return asked;
    }
    try (NDManager manager = parent.newSubManager()) {
      NDArray rows = manager.randomUniform(-1, 1, new Shape(ROWS, WIDTH));
      ScriptedOperators.OutputLayer layer =
          new ScriptedOperators.OutputLayer(
              manager.randomUniform(-1, 1, new Shape(PIECES, WIDTH)),
              manager.zeros(new Shape(PIECES)));
      NDArray labels = manager.zeros(new Shape(ROWS), DataType.INT64);
      double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      for (int i = 0; i < 2 * TRIES; i++) {
        long start = System.nanoTime();
        run(manager, operators, rows, layer, labels, i % 2 == 1);
        least[i % 2] = Math.min(least[i % 2], System.nanoTime() - start);
      }
      return least[1] <= WORTH * least[0] ? Precision.BF16 : Precision.FP32;
    }
  }

  private static void run(
      NDManager parent,
      ScriptedOperators operators,
      NDArray rows,
      ScriptedOperators.OutputLayer layer,
      NDArray labels,
      boolean half) {
    try (NDManager manager = parent.newSubManager()) {
      ScriptedOperators.LossForm form = new ScriptedOperators.LossForm(0, 1, ROWS, half);
      operators.crossEntropy(manager, rows, layer, labels, form).nll().toFloatArray();
    }
  }
}
