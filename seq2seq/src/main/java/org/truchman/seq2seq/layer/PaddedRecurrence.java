package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * One recurrent layer over a padded batch in which padding changes nothing, in either direction.
 *
 * <p>The engine's fused operators know no lengths. Instead of packing, the input gets one more
 * column that is 1 at PAD, and the input weights one more column that shuts the gates there: the
 * LSTM's i and o to 0 and f to 1, the GRU's z to 1. The state freezes at PAD, so the backward
 * direction starts from zero at each sentence's true end. A simple RNN has no gate to shut: its
 * input and its bias are zeroed at PAD instead, and a state of zero stays zero when it comes first.
 * With ReLU the column pushes the state at PAD to 0, since nothing else would bound what a last
 * state grows to over many pads.
 */
public final class PaddedRecurrence {
  /** Large enough that the sigmoid is exactly 0 or 1 in float32, small enough to stay finite. */
  private static final float SHUT = 1e4f;

  /** Below what any state that is of use could lift over 0. */
  private static final float SUNK = -1e30f;

  private PaddedRecurrence() {}

  /**
   * What a layer gives.
   *
   * @param outputs hidden states, 0 at PAD, {@code (B, T, E)} with E = H times the directions
   * @param hidden hidden state after the last token (forward) and after the first (backward),
   *     {@code (B, E)}
   * @param cell the same of the cell state; null but for the LSTM
   */
  public record Output(NDArray outputs, NDArray hidden, NDArray cell) {}

  /**
   * Runs one layer from a zero state.
   *
   * @param x input {@code (B, T, I)}; what stands at PAD is not read, but must be finite
   * @param tokens the batch, for its masks
   * @param directions the weights: one, or two for a bidirectional layer (forward first)
   * @param products the number format, of the LSTM only: the others are always float32
   */
  public static Output run(
      CellType type,
      NDArray x,
      TokenTensor tokens,
      List<CellWeights> directions,
      Products products) {
    NDManager manager = x.getManager();
    int units = (int) directions.get(0).hidden().getShape().get(1);
    boolean both = directions.size() == 2;
    NDArray zero =
        manager.zeros(new Shape(directions.size(), tokens.batch(), units), x.getDataType());
    boolean gated = isGated(type);
    NDArray input = gated ? x.concat(tokens.pads(), 2) : simpleInput(type, x, tokens);
    NDList weights = gated ? gated(type, manager, directions) : simple(type, manager, directions);
    Recurrence.Kind kind = new Recurrence.Kind(type, gated, both, products);
    Recurrence.Result result = Recurrence.run(kind, input, zero, zero, weights);
    return finish(result, tokens, units, both);
  }

  private static Output finish(
      Recurrence.Result result, TokenTensor tokens, int units, boolean both) {
    NDArray outputs = result.outputs().mul(tokens.valid());
    NDArray flat = outputs.reshape(-1, outputs.getShape().get(2));
    NDArray atLast = Kernels.rows(tokens.last(), flat);
    if (!both) {
      NDArray cell = result.cell() == null ? null : result.cell().get(0);
      return new Output(outputs, atLast, cell);
    }
    NDArray forward = atLast.split(new long[] {units}, 1).get(0);
    NDArray hidden = forward.concat(result.hidden().get(1), 1);
    NDArray cell =
        result.cell() == null ? null : result.cell().get(0).concat(result.cell().get(1), 1);
    return new Output(outputs, hidden, cell);
  }

  private static boolean isGated(CellType type) {
    return switch (type) {
      case LSTM, GRU -> true;
      case RNN_TANH, RNN_RELU -> false;
    };
  }

  private static NDList gated(CellType type, NDManager manager, List<CellWeights> directions) {
    NDArray column = shutColumn(type, directions.get(0));
    column.attach(manager);
    NDList weights = new NDList();
    for (CellWeights w : directions) {
      weights.add(concat(manager, w.input(), column));
      weights.add(w.hidden());
      weights.add(w.inputBias());
      weights.add(w.hiddenBias());
    }
    return weights;
  }

  /**
   * What shuts the gates of an LSTM or GRU at PAD when it is added to them.
   *
   * @return {@code (G H, 1)}, on the manager of the weights
   */
  public static NDArray shutColumn(CellType type, CellWeights weights) {
    int units = (int) weights.hidden().getShape().get(1);
    int gates = CellWeights.gates(type);
    float[] column = new float[gates * units];
    for (int i = 0; i < units; i++) {
      if (type == CellType.LSTM) {
        column[i] = -SHUT;
        column[units + i] = SHUT;
        column[3 * units + i] = -SHUT;
      } else {
        column[units + i] = SHUT;
      }
    }
    return weights.hidden().getManager().create(column, new Shape(column.length, 1));
  }

  private static NDArray simpleInput(CellType type, NDArray x, TokenTensor tokens) {
    NDArray biased = x.mul(tokens.valid()).concat(tokens.valid(), 2);
    return type == CellType.RNN_RELU ? biased.concat(tokens.pads(), 2) : biased;
  }

  private static NDList simple(CellType type, NDManager manager, List<CellWeights> directions) {
    NDList weights = new NDList();
    for (CellWeights w : directions) {
      NDArray bias = w.inputBias().add(w.hiddenBias()).expandDims(1);
      NDArray input = concat(manager, w.input(), bias);
      if (type == CellType.RNN_RELU) {
        NDArray sunk = manager.full(new Shape(input.getShape().get(0), 1), SUNK);
        input = concat(manager, input, sunk);
      }
      weights.add(input);
      weights.add(w.hidden());
    }
    return weights;
  }

  private static NDArray concat(NDManager manager, NDArray weight, NDArray column) {
    NDArray wide = weight.concat(column, 1);
    wide.attach(manager);
    return wide;
  }
}
