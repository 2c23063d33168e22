package org.truchman.seq2seq.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.seq2seq.training.OptimizerState;
import org.truchman.seq2seq.training.ParameterStep;
import org.truchman.seq2seq.training.Seeds;

/**
 * One update of a language model, from one segment of every row.
 *
 * <ol>
 *   <li>dropout is seeded by (seed, update), so that a resumed run draws the same;
 *   <li>the model reads the segment from the state that the one before left, recording gradients;
 *   <li>the loss and the gradients of the output layer come from one chunked operator;
 *   <li>back-propagation goes on from there through the steps of the segment, and ends where it
 *       begins;
 *   <li>{@link ParameterStep} moves the parameters;
 *   <li>the last state is handed on as numbers, without its history.
 * </ol>
 *
 * <p>Nothing is read back from the device.
 */
final class SegmentStep {
  private final LanguageModel model;
  private final TrainingConfig config;
  private final ParameterStep parameters;
  private final boolean takesRowsOut;
  private final Regime regime;
  private final OutputChunks chunks;

  /**
   * A step with fixed settings.
   *
   * @param config {@code precision} decided
   */
  SegmentStep(LanguageModel model, OptimizerState state, TrainingConfig config) {
    this.model = model;
    this.config = config;
    this.parameters = new ParameterStep(model.parameters(), model.operators(), state, config);
    this.takesRowsOut =
        parameters.isPlain() && model.parameters().canTakeOut(LanguageModel.EMBEDDING);
    this.regime = Regime.of(config, model.operators());
    this.chunks = OutputChunks.usual(model.manager(), config.precision() != Precision.FP32);
  }

  /**
   * What a segment comes to.
   *
   * @param gradient of the loss summed over the steps and averaged over the rows
   * @param state after the segment, with its history
   */
  record Result(ParameterStep.Gradient gradient, DecoderState state) {}

  /**
   * Runs one update.
   *
   * @param from the state before the segment
   * @param update number of this update, from 1
   * @param learningRate step size
   * @param to where the state after the segment is to live
   * @return that state, on {@code to}
   */
  DecoderState run(
      TextRows.Segment segment, DecoderState from, long update, double learningRate, NDManager to) {
    try (NDManager step = model.manager().newSubManager()) {
      regime.dropout().begin(Seeds.of(config.seed(), update));
      Result result = gradient(step, segment, from);
      parameters.run(step, result.gradient(), update, learningRate);
      return new DecoderState(
          withoutHistory(result.state().hidden(), to),
          withoutHistory(result.state().cells(), to),
          0);
    }
  }

  private static List<NDArray> withoutHistory(List<NDArray> layers, NDManager to) {
    return layers.stream().map(layer -> FlatParameters.alias(layer, to)).toList();
  }

  /** The gradient of one segment, as {@link #run} takes it. */
  Result gradient(NDManager step, TextRows.Segment segment, DecoderState from) {
    NDArray labels = step.create(segment.labels());
    Input read = input(step, segment);
    FlatParameters.Leaves leaves = model.parameters().leaves(step, read.rows());
    LanguageModel.Reading reading =
        Kernels.recorded(() -> model.read(leaves.weights(), read.ids(), from, regime));
    ScriptedOperators.CrossEntropy loss = crossEntropy(step, reading.rows(), labels, segment);
    regime.products().backward(reading.rows(), loss.rowGradient());
    NDList gradients =
        model
            .parameters()
            .gradients(leaves.gradients(), loss.weightGradient(), loss.biasGradient());
    int tokens = segment.labels().length;
    return new Result(
        new ParameterStep.Gradient(gradients, loss.nll(), tokens, read.rows()), reading.state());
  }

  /**
   * What the model reads.
   *
   * @param ids {@code (B, T)}: places in {@code rows}, or in the whole embedding where it is null
   */
  private record Input(NDArray ids, FlatParameters.Rows rows) {}

  private Input input(NDManager step, TextRows.Segment segment) {
    Shape shape = new Shape(segment.rows(), segment.steps());
    if (!takesRowsOut) {
      return new Input(step.create(segment.input(), shape), null);
    }
    long[] pieces = Arrays.stream(segment.input()).sorted().distinct().toArray();
    long[] places =
        Arrays.stream(segment.input()).map(id -> Arrays.binarySearch(pieces, id)).toArray();
    FlatParameters.Rows rows =
        model.parameters().takeOut(LanguageModel.EMBEDDING, step.create(pieces));
    return new Input(step.create(places, shape), rows);
  }

  private ScriptedOperators.CrossEntropy crossEntropy(
      NDManager step, NDArray rows, NDArray labels, TextRows.Segment segment) {
    FlatParameters all = model.parameters();
    boolean half = config.precision() != Precision.FP32;
    return model
        .operators()
        .crossEntropy(
            step,
            rows.stopGradient(),
            model.outputLayer(all.weights(FlatParameters.alias(all.vector(), step))),
            labels,
            new ScriptedOperators.LossForm(0, 1.0 / segment.rows(), chunks, half));
  }
}
