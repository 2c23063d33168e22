package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.layer.Dropout;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * One update of the parameters from one batch, or from several micro-batches that count as one.
 *
 * <ol>
 *   <li>random numbers are seeded by (seed, update), so that a resumed run draws the same;
 *   <li>the model reads the batch up to the readout, recording gradients;
 *   <li>the loss and the gradients of the output layer come from one chunked operator;
 *   <li>back-propagation goes on from the readout, into one flat gradient;
 *   <li>the gradient is clipped by its global norm, and Adam moves the parameters;
 *   <li>the moving average follows.
 * </ol>
 *
 * <p>Nothing is read back from the device: sums for the log stay there.
 */
final class UpdateStep {
  /** Rows of the output layer at a time: measured best between 512 and 1024. */
  private static final int CHUNK = 512;

  private final Seq2SeqModel model;
  private final OptimizerState state;
  private final TrainingConfig config;
  private final Dropout dropout;

  UpdateStep(Seq2SeqModel model, OptimizerState state, TrainingConfig config) {
    this.model = model;
    this.state = state;
    this.config = config;
    this.dropout =
        new Dropout(config.embeddingDropout(), config.layerDropout(), config.outputDropout());
  }

  /**
   * Runs one update.
   *
   * @param batches micro-batches whose gradients are summed; at least one
   * @param update number of this update, from 1
   * @param learningRate Adam's step size
   */
  void run(List<PaddedBatch> batches, long update, double learningRate) {
    JniUtils.setSeed(Seeds.of(config.seed(), update));
    int tokens = batches.stream().mapToInt(PaddedBatch::realTokens).sum();
    try (NDManager step = model.manager().newSubManager()) {
      NDArray gradient = null;
      for (PaddedBatch batch : batches) {
        NDArray part = gradient(step, batch, tokens);
        gradient = gradient == null ? part : gradient.addi(part);
      }
      apply(step, gradient, tokens, update, learningRate);
    }
  }

  /** The flat gradient of one micro-batch's share of the mean loss over {@code allTokens}. */
  NDArray gradient(NDManager step, PaddedBatch batch, int allTokens) {
    DeviceBatch device = DeviceBatch.of(step, batch);
    NDArray leaf = model.leaf(step);
    JniUtils.setGradMode(true);
    NDArray rows;
    try {
      Weights weights = model.weights(leaf);
      rows = model.readout(weights, device.source(), device.input(), device.rows(), dropout);
    } finally {
      JniUtils.setGradMode(false);
    }
    ScriptedOperators.CrossEntropy loss = crossEntropy(step, rows, device, allTokens);
    Kernels.backward(rows, loss.rowGradient());
    NDArray gradient = leaf.getGradient();
    gradient.attach(step);
    addTo(gradient, model.outputWeightEntry(), loss.weightGradient());
    addTo(gradient, model.outputBiasEntry(), loss.biasGradient());
    count(step, loss.nll(), device.tokens());
    return gradient;
  }

  private ScriptedOperators.CrossEntropy crossEntropy(
      NDManager step, NDArray rows, DeviceBatch device, int allTokens) {
    Weights constants = model.weights(Seq2SeqModel.alias(model.flat(), step));
    return model
        .operators()
        .crossEntropy(
            step,
            rows.stopGradient(),
            model.outputWeight(constants),
            model.outputBias(constants),
            device.labels(),
            config.labelSmoothing(),
            1.0 / allTokens,
            CHUNK);
  }

  private static void addTo(NDArray flat, ParameterLayout.Entry entry, NDArray part) {
    int end = entry.offset() + entry.size();
    NDArray place = flat.get(entry.offset() + ":" + end);
    place.addi(part.reshape(new Shape(entry.size())));
  }

  private void count(NDManager step, NDArray nll, int tokens) {
    NDArray zero = step.zeros(new Shape(2));
    NDArray count = step.create(new float[] {tokens});
    NDList parts = new NDList(nll.reshape(1), count, zero);
    Seq2SeqModel.alias(state.sums(), step).addi(parts.get(0).concat(count, 0).concat(zero, 0));
  }

  private void apply(
      NDManager step, NDArray gradient, int tokens, long update, double learningRate) {
    double clip = config.clipNorm() == 0 ? Double.POSITIVE_INFINITY : config.clipNorm();
    NDArray report =
        model
            .operators()
            .adam(
                step,
                model.flat(),
                gradient,
                state.firstMoment(),
                state.secondMoment(),
                state.steps(),
                learningRate,
                clip);
    Seq2SeqModel.alias(state.sums(), step).addi(step.zeros(new Shape(2)).concat(report, 0));
    if (state.average() != null) {
      double decay = Math.min(config.averageDecay(), (1.0 + update) / (10.0 + update));
      model.operators().moveTowards(step, state.average(), model.flat(), 1 - decay);
    }
  }
}
