package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.seq2seq.layer.OpenCell;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * Everything that a language model does while it reads pieces: the same function as {@link
 * LanguageModel#read}, piece by piece and by plain operators, which is slow and shows the gates.
 *
 * @param layers each layer, lowest first; a row for each piece
 * @param logProbabilities of every piece after each step, {@code (T, V)}
 */
public record LanguageTrace(List<LayerTrace> layers, float[][] logProbabilities) {

  /**
   * Traces a reading from a state of zero; on the engine's thread.
   *
   * @param pieces ids, at least one, {@code (T)}
   */
  public static LanguageTrace of(LanguageModel model, int[] pieces) {
    try (NDManager manager = model.manager().newSubManager()) {
      FlatParameters parameters = model.parameters();
      Weights weights = parameters.weights(FlatParameters.alias(parameters.vector(), manager));
      return trace(model, weights, manager, pieces);
    }
  }

  private static LanguageTrace trace(
      LanguageModel model, Weights weights, NDManager manager, int[] pieces) {
    NDArray ids = manager.create(IntStream.of(pieces).asLongStream().toArray());
    NDList inputs = Kernels.rows(ids, weights.get(LanguageModel.EMBEDDING)).split(pieces.length, 0);
    int layers = model.config().layers();
    List<LayerTrace.Recorder> recorders = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      recorders.add(new LayerTrace.Recorder(pieces.length));
    }
    DecoderState start = model.start(manager, 1);
    List<NDArray> hidden = new ArrayList<>(start.hidden());
    List<NDArray> cells = new ArrayList<>(start.cells());
    ScriptedOperators.OutputLayer output = model.outputLayer(weights);
    float[][] logProbabilities = new float[pieces.length][];
    for (int t = 0; t < pieces.length; t++) {
      NDArray x = inputs.get(t);
      for (int layer = 0; layer < layers; layer++) {
        NDArray cell = cells.isEmpty() ? null : cells.get(layer);
        OpenCell.Step step =
            OpenCell.step(
                model.config().cell(),
                x,
                hidden.get(layer),
                cell,
                weights.cell("decoder." + layer));
        recorders.get(layer).record(t, step);
        x = step.hidden();
        hidden.set(layer, x);
        if (cell != null) {
          cells.set(layer, step.cell());
        }
      }
      logProbabilities[t] =
          LayerTrace.logProbabilities(Kernels.linear(x, output.weight(), output.bias()));
    }
    return new LanguageTrace(
        recorders.stream().map(LayerTrace.Recorder::trace).toList(), logProbabilities);
  }
}
