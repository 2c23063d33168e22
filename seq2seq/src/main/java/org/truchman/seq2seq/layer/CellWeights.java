package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import org.truchman.seq2seq.config.CellType;

/**
 * The weights of one recurrent layer in one direction, G gates (LSTM 4: i f g o; GRU 3: r z n; RNN
 * 1).
 *
 * @param input {@code (G H, I)}
 * @param hidden {@code (G H, H)}
 * @param inputBias {@code (G H)}
 * @param hiddenBias {@code (G H)}
 */
public record CellWeights(NDArray input, NDArray hidden, NDArray inputBias, NDArray hiddenBias) {

  /** The number of gates G of a cell. */
  public static int gates(CellType cell) {
    return switch (cell) {
      case LSTM -> 4;
      case GRU -> 3;
      case RNN_TANH, RNN_RELU -> 1;
    };
  }
}
