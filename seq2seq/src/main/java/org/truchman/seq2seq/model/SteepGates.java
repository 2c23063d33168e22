package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;

/**
 * Gates that open and shut on less: what enters their sigmoid is multiplied by a factor. The rows
 * of the weights and biases that belong to a gate are multiplied before the cell reads them, so the
 * engine's fused operators serve as they are.
 */
final class SteepGates {
  private SteepGates() {}

  /**
   * The weights that cells read.
   *
   * @param views of all parameters, by name; the results live where they do
   * @return the same map where the factor is 1
   */
  static Map<String, NDArray> of(ModelConfig config, Map<String, NDArray> views) {
    if (config.gateSteepness() == 1) {
      return views;
    }
    Map<String, NDArray> steep = new HashMap<>(views);
    Map<Long, NDArray> factors = new HashMap<>();
    views.forEach(
        (name, view) -> {
          if (name.matches("(encoder|decoder)\\..*\\.(input|hidden)\\.(weight|bias)")) {
            long rows = view.getShape().get(0);
            NDArray factor = factors.computeIfAbsent(rows, any -> factor(config, view, (int) rows));
            boolean matrix = view.getShape().dimension() == 2;
            steep.put(name, view.mul(matrix ? factor.expandDims(1) : factor));
          }
        });
    return steep;
  }

  /** The factor of each row: that of gates, and 1 of what is no gate. */
  private static NDArray factor(ModelConfig config, NDArray like, int rows) {
    double[] factors = new double[rows];
    for (int row = 0; row < rows; row++) {
      factors[row] = isGate(config.cell(), row, rows) ? config.gateSteepness() : 1;
    }
    NDArray exact = like.getManager().create(factors, new Shape(rows));
    return like.getDataType() == DataType.FLOAT64 ? exact : exact.toType(like.getDataType(), false);
  }

  private static boolean isGate(CellType cell, int row, int rows) {
    return switch (cell) {
      case LSTM -> row / (rows / 4) != 2;
      case GRU -> row / (rows / 3) < 2;
      case RNN_TANH, RNN_RELU -> false;
    };
  }
}
