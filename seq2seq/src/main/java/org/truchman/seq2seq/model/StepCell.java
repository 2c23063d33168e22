package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** One layer of a decoder that takes one step at a time, its recurrent weights made ready. */
final class StepCell implements AutoCloseable {
  private final SearchOperators operators;
  private final CellType type;
  private final Linear recurrent;

  /** The state of R rows after a step; the cell is null but for the LSTM. */
  record State(NDArray hidden, NDArray cell) {}

  StepCell(
      SearchOperators operators,
      ModelConfig config,
      CellWeights weights,
      SearchOperators.Format format) {
    this.operators = operators;
    this.type = config.cell();
    NDArray bias = type == CellType.GRU ? weights.hiddenBias() : null;
    this.recurrent = operators.linear(weights.hidden(), bias, format, StateRange.ofCell(config));
  }

  /** The map of the hidden state. */
  Linear recurrent() {
    return recurrent;
  }

  /** The bias that belongs to the input's part: of the GRU only its own, of others both. */
  static NDArray inputBias(CellType type, CellWeights weights) {
    return type == CellType.GRU
        ? weights.inputBias()
        : weights.inputBias().add(weights.hiddenBias());
  }

  /**
   * Takes a step.
   *
   * @param input the input's part of the gates, {@code (R, G H)}; the results live on its manager
   * @param hidden {@code (R, H)}
   * @param cell {@code (R, H)}, read by the LSTM only
   */
  State step(NDArray input, NDArray hidden, NDArray cell) {
    if (type == CellType.GRU) {
      return new State(operators.gru(input, recurrent.apply(hidden), hidden), null);
    }
    NDArray gates = recurrent.applyPlus(hidden, input);
    return switch (type) {
      case LSTM -> {
        NDList next = operators.lstm(gates, cell);
        yield new State(next.get(0), next.get(1));
      }
      case RNN_TANH -> new State(gates.tanh(), null);
      case RNN_RELU -> new State(Activation.relu(gates), null);
      case GRU -> throw new IllegalStateException("handled before");
    };
  }

  @Override
  public void close() {
    recurrent.close();
  }
}
