package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Products;

/**
 * One recurrent layer of a decoder: over all steps at once when the target is known, or over one
 * step at a time. Nothing after a sentence's end is read, so it needs no mask.
 */
public final class StepRecurrence {
  private StepRecurrence() {}

  /**
   * What a layer gives.
   *
   * @param outputs {@code (B, T, H)}
   * @param hidden the last hidden state, {@code (B, H)}
   * @param cell the last cell state, {@code (B, H)}; null but for the LSTM
   */
  public record Output(NDArray outputs, NDArray hidden, NDArray cell) {}

  /**
   * A kind of layer.
   *
   * @param cell the cell
   * @param products the number format, of the LSTM only: the others are always float32
   */
  public record Kind(CellType cell, Products products) {}

  /**
   * Runs one layer from the given state.
   *
   * @param x {@code (B, T, I)}
   * @param hidden {@code (B, H)}
   * @param cell {@code (B, H)}; read by the LSTM only, may be null for others
   */
  public static Output run(
      Kind kind, NDArray x, NDArray hidden, NDArray cell, CellWeights weights) {
    NDList list =
        new NDList(weights.input(), weights.hidden(), weights.inputBias(), weights.hiddenBias());
    NDArray firstCell = cell == null ? null : cell.expandDims(0);
    Recurrence.Kind fused = new Recurrence.Kind(kind.cell(), true, false, kind.products());
    Recurrence.Result r = Recurrence.run(fused, x, hidden.expandDims(0), firstCell, list);
    NDArray lastCell = r.cell() == null ? null : r.cell().squeeze(0);
    return new Output(r.outputs(), r.hidden().squeeze(0), lastCell);
  }
}
