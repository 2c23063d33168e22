package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.recurrent.RNN;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Products;

/** One call of the engine's fused recurrence, for every cell type behind one signature. */
final class Recurrence {
  private Recurrence() {}

  /**
   * A kind of layer: what is the same whatever its input.
   *
   * @param cell the cell
   * @param biased whether the weights hold biases
   * @param bidirectional whether there are two directions
   * @param products the number format, of the LSTM only: the others are always float32
   */
  record Kind(CellType cell, boolean biased, boolean bidirectional, Products products) {}

  /**
   * What the engine gives.
   *
   * @param outputs {@code (B, T, D H)} for D directions
   * @param hidden {@code (D, B, H)}
   * @param cell {@code (D, B, H)}, null but for the LSTM
   */
  record Result(NDArray outputs, NDArray hidden, NDArray cell) {}

  /**
   * Runs one layer.
   *
   * @param x {@code (B, T, I)}
   * @param hidden first hidden states {@code (D, B, H)}
   * @param cell first cell states {@code (D, B, H)}; read by the LSTM only
   * @param weights for each direction w_ih, w_hh and, where biased, b_ih, b_hh
   */
  static Result run(Kind kind, NDArray x, NDArray hidden, NDArray cell, NDList weights) {
    boolean biased = kind.biased();
    boolean bidirectional = kind.bidirectional();
    var engine = x.getNDArrayInternal();
    return switch (kind.cell()) {
      case LSTM -> {
        NDList start = new NDList(hidden, cell);
        NDList r = kind.products().lstm(x, start, weights, bidirectional);
        yield new Result(r.get(0), r.get(1), r.get(2));
      }
      case GRU -> {
        NDList r = engine.gru(x, hidden, weights, biased, 1, 0, true, bidirectional, true);
        yield new Result(r.get(0), r.get(1), null);
      }
      case RNN_TANH, RNN_RELU -> {
        RNN.Activation activation =
            kind.cell() == CellType.RNN_TANH ? RNN.Activation.TANH : RNN.Activation.RELU;
        NDList r =
            engine.rnn(x, hidden, weights, biased, 1, activation, 0, true, bidirectional, true);
        yield new Result(r.get(0), r.get(1), null);
      }
    };
  }
}
