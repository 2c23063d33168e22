package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.layer.StepRecurrence;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * Speaks the target sentence, one piece after the other, from what the encoder kept.
 *
 * <p>In training all steps run at once ({@link #unroll}), fed with the reference, and give the
 * readout: the row that meets the output layer. With input feeding they run one after the other
 * ({@link FedSteps}). {@link SearchNetwork} takes one step at a time.
 */
final class Decoder {
  private final ModelConfig config;
  private final Stacking stacking;

  Decoder(ModelConfig config) {
    this.config = config;
    this.stacking = new Stacking(config);
  }

  /** The state before the first piece: the encoder's final states, across the bridge. */
  DecoderState start(Weights weights, EncoderMemory memory) {
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    boolean lstm = config.cell() == CellType.LSTM;
    // A decoder with fewer layers than the encoder continues its top ones, which read the lower
    // ones.
    int skipped = Math.max(0, config.encoderLayers() - config.decoderLayers());
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      int from = Math.min(layer + skipped, config.encoderLayers() - 1);
      NDArray lastHidden = memory.hidden().get(from);
      hidden.add(
          switch (config.bridge()) {
            case ZERO -> zeroLike(lastHidden);
            case LAST -> alias(lastHidden);
            case DENSE -> bridge(weights, layer, "hidden", lastHidden).tanh();
          });
      if (lstm) {
        NDArray lastCell = memory.cells().get(from);
        cells.add(
            switch (config.bridge()) {
              case ZERO -> zeroLike(lastCell);
              case LAST -> alias(lastCell);
              case DENSE -> bridge(weights, layer, "cell", lastCell);
            });
      }
    }
    NDArray fed = config.inputFeeding() ? zeroLike(hidden.get(0)) : null;
    return new DecoderState(List.copyOf(hidden), List.copyOf(cells), fed, 0);
  }

  private static NDArray zeroLike(NDArray array) {
    return array.getManager().zeros(array.getShape(), array.getDataType());
  }

  /** A handle of its own, because whoever moves or closes the state must not take the memory's. */
  private static NDArray alias(NDArray array) {
    return array.reshape(array.getShape());
  }

  private static NDArray bridge(Weights weights, int layer, String part, NDArray from) {
    String name = "bridge." + layer + "." + part;
    return Kernels.linear(from, weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  /**
   * Runs over whole target sentences, fed with the reference (teacher forcing).
   *
   * @param input BOS and the reference's pieces, {@code (B, T)}
   * @param rows positions b * T + t of real labels, {@code (N)}, int64
   * @return the readout at these positions, {@code (N, R)}
   */
  NDArray unroll(
      Weights weights, EncoderMemory memory, TokenTensor input, NDArray rows, Regime regime) {
    DecoderState state = start(weights, memory);
    NDArray embedded = Kernels.rows(input.ids(), weights.get("target.embedding"));
    embedded = regime.dropout().targetWords(regime.dropout().embedding(embedded));
    NDArray context = config.contextEveryStep() ? contexts(memory, input) : null;
    NDArray x = context == null ? embedded : embedded.concat(context, 2);
    NDArray hidden =
        config.inputFeeding()
            ? pick(rows, new FedSteps(config, weights, memory, regime).run(x, state))
            : together(weights, memory, x, state, rows, regime);
    NDArray pickedContext = context == null ? null : pick(rows, context);
    return readout(weights, hidden, pickedContext, pick(rows, embedded), regime);
  }

  /** The states at the given rows, after looking back; all steps at once. */
  private NDArray together(
      Weights weights,
      EncoderMemory memory,
      NDArray input,
      DecoderState state,
      NDArray rows,
      Regime regime) {
    StepRecurrence.Kind kind = new StepRecurrence.Kind(config.cell(), regime.products());
    NDArray x = input;
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      NDArray read = stacking.input(weights, "decoder." + layer, layer, x);
      read = layer == 0 ? read : regime.dropout().layer(read);
      NDArray cell = state.cells().isEmpty() ? null : state.cells().get(layer);
      CellWeights own = regime.dropout().recurrent(weights.cell("decoder." + layer));
      NDArray outputs =
          StepRecurrence.run(kind, read, state.hidden().get(layer), cell, own).outputs();
      x = stacking.output(layer, x, outputs);
    }
    NDArray hidden = pick(rows, x);
    if (memory.attention() == null) {
      return hidden;
    }
    NDArray attention = Attention.weights(x, memory.attention(), regime.products());
    NDArray seen = Attention.context(attention, memory.attention(), regime.products());
    return attentional(weights, pick(rows, seen), hidden, regime.products());
  }

  /** The state after looking back, tanh(W [c; h]) (Luong et al. 2015, equation 5). */
  static NDArray attentional(Weights weights, NDArray seen, NDArray hidden, Products products) {
    NDArray both = seen.concat(hidden, -1);
    return products.linear(both, weights.get("attention.output.weight")).tanh();
  }

  private static NDArray pick(NDArray rows, NDArray values) {
    return Kernels.rows(rows, values.reshape(-1, values.getShape().get(2)));
  }

  /** The context of every step of every sentence, {@code (B, T, E)}. */
  NDArray contexts(EncoderMemory memory, TokenTensor input) {
    NDManager manager = input.ids().getManager();
    int steps = input.width();
    int[] sentences = new int[input.batch() * steps];
    int[] positions = new int[sentences.length];
    for (int i = 0; i < sentences.length; i++) {
      sentences[i] = i / steps;
      positions[i] = i % steps;
    }
    NDArray from = Contexts.of(config, memory, manager);
    NDArray index = Contexts.rows(manager, config, memory, sentences, positions);
    return Kernels.rows(index, from).reshape(input.batch(), steps, from.getShape().get(1));
  }

  /**
   * What meets the output layer: the state and context themselves, or their deep output (Pascanu et
   * al. 2014; Bahdanau et al. 2015, appendix A.2.2, with tanh in place of maxout).
   */
  NDArray readout(
      Weights weights, NDArray hidden, NDArray context, NDArray embedded, Regime regime) {
    NDArray both = context == null ? hidden : hidden.concat(context, 1);
    return switch (config.readout()) {
      case DIRECT -> regime.dropout().output(both);
      case DEEP -> {
        NDArray input = both.concat(embedded, 1);
        NDArray deep =
            regime
                .products()
                .linear(input, weights.get("readout.weight"), weights.get("readout.bias"));
        yield regime.dropout().output(deep.tanh());
      }
    };
  }

  /** The output layer's weight {@code (V, R)}: its own, or the target embedding. */
  NDArray outputWeight(Weights weights) {
    return weights.get(outputWeightName());
  }

  /** The name of the parameter that is the output layer's weight. */
  String outputWeightName() {
    return config.tiedOutput() ? "target.embedding" : "output.weight";
  }
}
