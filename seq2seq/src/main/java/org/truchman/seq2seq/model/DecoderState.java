package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * Where the decoder stands in R hypotheses.
 *
 * @param hidden hidden state of each layer, {@code (R, H)}
 * @param cells cell state of each layer, {@code (R, H)}; empty but for the LSTM
 * @param fed what the last step saw, an input of the next one, {@code (R, H)}; null without input
 *     feeding
 * @param position pieces spoken so far, the same for all rows
 */
public record DecoderState(List<NDArray> hidden, List<NDArray> cells, NDArray fed, int position) {

  /** A state without input feeding. */
  public DecoderState(List<NDArray> hidden, List<NDArray> cells, int position) {
    this(hidden, cells, null, position);
  }

  /**
   * The state in which row r continues row {@code origin[r]} of this one.
   *
   * @param origin row numbers, {@code (R')}, int64; the result lives on its manager
   */
  public DecoderState rows(NDArray origin) {
    NDArray picked = fed == null ? null : Kernels.rows(origin, fed);
    return new DecoderState(pick(hidden, origin), pick(cells, origin), picked, position);
  }

  private static List<NDArray> pick(List<NDArray> layers, NDArray origin) {
    return layers.stream().map(layer -> Kernels.rows(origin, layer)).toList();
  }

  /** Hands all arrays over to {@code manager}; returns this state. */
  public DecoderState moveTo(NDManager manager) {
    hidden.forEach(layer -> layer.attach(manager));
    cells.forEach(layer -> layer.attach(manager));
    if (fed != null) {
      fed.attach(manager);
    }
    return this;
  }
}
