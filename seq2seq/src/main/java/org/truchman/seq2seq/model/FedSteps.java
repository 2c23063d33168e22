package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.layer.StepRecurrence;

/**
 * The decoder over known targets with input feeding (Luong et al. 2015, section 3.3): a step reads
 * what the step before it saw, so they run one after the other, with all sentences of the batch in
 * each.
 */
final class FedSteps {
  private final ModelConfig config;
  private final Stacking stacking;
  private final Weights weights;
  private final EncoderMemory memory;
  private final Regime regime;
  private final List<CellWeights> cells = new ArrayList<>();

  FedSteps(ModelConfig config, Weights weights, EncoderMemory memory, Regime regime) {
    this.config = config;
    this.stacking = new Stacking(config);
    this.weights = weights;
    this.memory = memory;
    this.regime = regime;
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      cells.add(regime.dropout().recurrent(weights.cell("decoder." + layer)));
    }
  }

  /**
   * Runs all steps.
   *
   * @param x what the first layer reads of pieces and context, {@code (B, T, I)}
   * @param start the state before the first step
   * @return the attentional states, {@code (B, T, H)}
   */
  NDArray run(NDArray x, DecoderState start) {
    Shape shape = x.getShape();
    long steps = shape.get(1);
    NDList inputs = x.split(steps, 1);
    List<NDList> factors = factors(x, new Shape(shape.get(0), steps, config.hiddenSize()));
    NDList states = new NDList();
    DecoderState state = start;
    for (int step = 0; step < steps; step++) {
      state = step(inputs.get(step), state, factors);
      states.add(state.fed().expandDims(1));
    }
    // The engine would cut the gradient of what it joins to nothing.
    return steps == 1 ? states.get(0) : NDArrays.concat(states, 1);
  }

  /** What is dropped between layers: of each layer above the first, of each step. */
  private List<NDList> factors(NDArray x, Shape between) {
    List<NDList> factors = new ArrayList<>();
    for (int layer = 1; layer < config.decoderLayers(); layer++) {
      NDArray dropped = regime.dropout().layerFactors(x.getManager(), between);
      if (dropped != null) {
        factors.add(dropped.split(dropped.getShape().get(1), 1));
      }
    }
    return factors;
  }

  private DecoderState step(NDArray x, DecoderState state, List<NDList> factors) {
    StepRecurrence.Kind kind = new StepRecurrence.Kind(config.cell(), regime.products());
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cellStates = new ArrayList<>();
    NDArray top = x.concat(state.fed().expandDims(1), 2);
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      NDArray read = stacking.input(weights, "decoder." + layer, layer, top);
      if (layer > 0 && !factors.isEmpty()) {
        NDList ofLayer = factors.get(layer - 1);
        read = read.mul(ofLayer.get(state.position() % ofLayer.size()));
      }
      NDArray cell = state.cells().isEmpty() ? null : state.cells().get(layer);
      StepRecurrence.Output output =
          StepRecurrence.run(kind, read, state.hidden().get(layer), cell, cells.get(layer));
      hidden.add(output.hidden());
      if (output.cell() != null) {
        cellStates.add(output.cell());
      }
      top = stacking.output(layer, top, output.outputs());
    }
    NDArray looked = Attention.weights(top, memory.attention(), regime.products());
    NDArray seen = Attention.context(looked, memory.attention(), regime.products());
    NDArray fed = Decoder.attentional(weights, seen, top, regime.products()).squeeze(1);
    return new DecoderState(hidden, cellStates, fed, state.position() + 1);
  }
}
