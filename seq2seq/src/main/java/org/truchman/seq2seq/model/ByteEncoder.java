package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.PaddedRecurrence;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.ByteRecurrence;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * The encoder of a search with products of bytes: the same function as {@link Encoder}, rounded.
 *
 * <p>The first layer's gates of each piece are a table, in 32 bits; recurrences, and what the
 * layers above read, are products of bytes, whose rows depend on no others. So a sentence needs no
 * company to get the same bits, and one that stands alone is read alone.
 */
final class ByteEncoder implements AutoCloseable {
  /** What products of 32 bits ask for: from here on numbers of rows take the same path. */
  private static final int ROWS = 16;

  private final ModelConfig config;
  private final Weights weights;
  private final Encoder encoder;
  private final Stacking stacking;

  /** The first layer's gates of each piece, in each direction. */
  private final List<StepInput> first = new ArrayList<>();

  private final List<List<Direction>> layers = new ArrayList<>();

  /**
   * One direction of a layer.
   *
   * @param input what it makes of the layer below; null for the first layer
   */
  private record Direction(Linear input, ByteRecurrence recurrence) implements AutoCloseable {
    @Override
    public void close() {
      if (input != null) {
        input.close();
      }
      recurrence.close();
    }
  }

  private ByteEncoder(ModelConfig config, Weights weights, SearchOperators operators) {
    this.config = config;
    this.weights = weights;
    this.encoder = new Encoder(config);
    this.stacking = new Stacking(config);
    for (int layer = 0; layer < config.encoderLayers(); layer++) {
      List<Direction> directions = new ArrayList<>();
      for (CellWeights cell : encoder.directions(weights, layer, Regime.EXACT)) {
        NDArray bias = StepCell.inputBias(CellType.LSTM, cell);
        boolean lowest = layer == 0;
        if (lowest) {
          first.add(new StepInput(operators, encoder.embedding(weights), cell.input(), null, bias));
        }
        directions.add(
            new Direction(
                lowest
                    ? null
                    : operators.linear(
                        cell.input(),
                        bias,
                        SearchOperators.Format.INT8,
                        StateRange.ofInput(config, layer)),
                operators.recurrence(
                    cell.hidden(), PaddedRecurrence.shutColumn(CellType.LSTM, cell))));
      }
      layers.add(directions);
    }
  }

  /** The encoder for a number format; null where {@link Encoder} is to read. */
  static ByteEncoder of(
      ModelConfig config,
      Weights weights,
      SearchOperators operators,
      SearchOperators.Format format) {
    return format == SearchOperators.Format.INT8 && config.cell() == CellType.LSTM
        ? new ByteEncoder(config, weights, operators)
        : null;
  }

  /** Reads a batch; its final states are filled up to a multiple of sixteen rows. */
  EncoderMemory encode(TokenTensor source) {
    int longest = Arrays.stream(source.lengths()).max().orElseThrow();
    NDArray pads = source.pads().get(":,:" + longest).transpose(1, 0, 2);
    NDArray ids = source.ids().get(":,:" + longest).transpose();
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    NDArray x = null;
    for (int layer = 0; layer < layers.size(); layer++) {
      List<NDArray> gates = layer == 0 ? firstGates(ids) : gates(layer, x);
      Read read = read(layers.get(layer), gates, pads, source);
      x = layer == 0 ? read.outputs : stacking.output(layer, x, read.outputs);
      hidden.add(read.hidden);
      cells.add(read.cell);
    }
    NDArray states = asWideAs(source, x.transpose(1, 0, 2));
    return new EncoderMemory(
        states,
        List.copyOf(hidden),
        List.copyOf(cells),
        encoder.attention(weights, states, source, Regime.EXACT),
        source.lengths());
  }

  private List<NDArray> firstGates(NDArray ids) {
    return first.stream().map(input -> input.of(ids, null, null)).toList();
  }

  /** What the input makes of the gates, {@code (T, B, 4 H)} in each direction. */
  private List<NDArray> gates(int layer, NDArray below) {
    NDArray x = stacking.input(weights, "encoder." + layer, layer, below);
    Shape shape = x.getShape();
    NDArray rows = x.reshape(-1, shape.get(2));
    return layers.get(layer).stream()
        .map(direction -> direction.input.apply(rows).reshape(shape.get(0), shape.get(1), -1))
        .toList();
  }

  /**
   * What a layer gives.
   *
   * @param outputs hidden states, 0 at PAD, {@code (T, B, E)}
   * @param hidden final hidden states of the directions, {@code (R, E)}
   * @param cell final cell states, {@code (R, E)}
   */
  private record Read(NDArray outputs, NDArray hidden, NDArray cell) {}

  private static Read read(
      List<Direction> directions, List<NDArray> gates, NDArray pads, TokenTensor source) {
    NDList forward = directions.get(0).recurrence.read(gates.get(0), pads, false);
    NDArray hidden = pick(forward.get(0), lastRows(source));
    NDArray cell = pick(forward.get(1), firstRows(source));
    if (directions.size() == 1) {
      return new Read(forward.get(0), hidden, cell);
    }
    NDList backward = directions.get(1).recurrence.read(gates.get(1), pads, true);
    return new Read(
        forward.get(0).concat(backward.get(0), 2),
        hidden.concat(pick(backward.get(0), firstRows(source)), 1),
        cell.concat(pick(backward.get(1), firstRows(source)), 1));
  }

  /** Where each sentence's last token is among the rows of {@code (T, B, H)}. */
  private static long[] lastRows(TokenTensor source) {
    long[] rows = firstRows(source);
    for (int b = 0; b < source.batch(); b++) {
      rows[b] = (source.lengths()[b] - 1L) * source.batch() + b;
    }
    return rows;
  }

  /** Where each sentence's first token is; what only fills up repeats the first sentence. */
  private static long[] firstRows(TokenTensor source) {
    long[] rows = new long[(source.batch() + ROWS - 1) / ROWS * ROWS];
    for (int b = 0; b < source.batch(); b++) {
      rows[b] = b;
    }
    return rows;
  }

  private static NDArray pick(NDArray states, long[] rows) {
    NDManager manager = states.getManager();
    Shape shape = states.getShape();
    NDArray index = manager.create(rows, new Shape(rows.length));
    return Kernels.rows(index, states.reshape(-1, shape.get(shape.dimension() - 1)));
  }

  /** The states with the columns of PAD that were not read. */
  private static NDArray asWideAs(TokenTensor source, NDArray states) {
    Shape shape = states.getShape();
    long missing = source.width() - shape.get(1);
    if (missing == 0) {
      return states;
    }
    NDArray zeros = states.getManager().zeros(new Shape(shape.get(0), missing, shape.get(2)));
    return states.concat(zeros, 1);
  }

  @Override
  public void close() {
    first.forEach(StepInput::close);
    layers.forEach(directions -> directions.forEach(Direction::close));
  }
}
