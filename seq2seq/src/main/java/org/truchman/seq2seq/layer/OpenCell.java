package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.EnumMap;
import java.util.Map;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * One step of a recurrent cell by plain operators, with its gates in the open. The engine's fused
 * operators compute the same and tell nothing but the states; they are the ones that learn and
 * translate, this one is for looking on.
 */
public final class OpenCell {
  private OpenCell() {}

  /** What lets through how much, from 0 (shut) to 1 (open). */
  public enum Gate {
    /** How much of what is new enters the cell state of an LSTM. */
    INPUT,
    /** How much of the old cell state of an LSTM stays. */
    FORGET,
    /** How much of the cell state of an LSTM is shown. */
    OUTPUT,
    /** How much of the old state of a GRU what is new may see. */
    RESET,
    /** How much of the old state of a GRU stays. */
    UPDATE
  }

  /**
   * What a step gives.
   *
   * @param hidden {@code (R, H)}
   * @param cell the cell state, {@code (R, H)}; null but for the LSTM
   * @param gates each {@code (R, H)}; none of a simple cell
   */
  public record Step(NDArray hidden, NDArray cell, Map<Gate, NDArray> gates) {}

  /**
   * Takes a step.
   *
   * @param x what the layer reads, {@code (R, I)}; the results live on its manager
   * @param hidden the state before, {@code (R, H)}
   * @param cell the cell state before, {@code (R, H)}; read by the LSTM only
   */
  public static Step step(
      CellType type, NDArray x, NDArray hidden, NDArray cell, CellWeights weights) {
    NDArray read = Kernels.linear(x, weights.input(), weights.inputBias());
    NDArray kept = Kernels.linear(hidden, weights.hidden(), weights.hiddenBias());
    return switch (type) {
      case LSTM -> lstm(read.add(kept), cell);
      case GRU -> gru(read, kept, hidden);
      case RNN_TANH -> new Step(read.add(kept).tanh(), null, Map.of());
      case RNN_RELU -> new Step(Activation.relu(read.add(kept)), null, Map.of());
    };
  }

  /** Gers et al. 2000, in the engine's order i f g o. */
  private static Step lstm(NDArray sums, NDArray cell) {
    NDList parts = sums.split(4, 1);
    Map<Gate, NDArray> gates = new EnumMap<>(Gate.class);
    gates.put(Gate.INPUT, Activation.sigmoid(parts.get(0)));
    gates.put(Gate.FORGET, Activation.sigmoid(parts.get(1)));
    gates.put(Gate.OUTPUT, Activation.sigmoid(parts.get(3)));
    NDArray kept = gates.get(Gate.FORGET).mul(cell);
    NDArray next = kept.add(gates.get(Gate.INPUT).mul(parts.get(2).tanh()));
    return new Step(gates.get(Gate.OUTPUT).mul(next.tanh()), next, gates);
  }

  /** Cho et al. 2014 with the reset gate behind the product, in the engine's order r z n. */
  private static Step gru(NDArray read, NDArray kept, NDArray hidden) {
    NDList fromInput = read.split(3, 1);
    NDList fromState = kept.split(3, 1);
    NDArray reset = Activation.sigmoid(fromInput.get(0).add(fromState.get(0)));
    NDArray update = Activation.sigmoid(fromInput.get(1).add(fromState.get(1)));
    NDArray candidate = fromInput.get(2).add(reset.mul(fromState.get(2))).tanh();
    NDArray next = candidate.add(update.mul(hidden.sub(candidate)));
    Map<Gate, NDArray> gates = new EnumMap<>(Gate.class);
    gates.put(Gate.RESET, reset);
    gates.put(Gate.UPDATE, update);
    return new Step(next, null, gates);
  }
}
