package org.truchman.seq2seq.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * One update of the parameters from one batch, or from several micro-batches that count as one.
 *
 * <ol>
 *   <li>random numbers are seeded by (seed, update), so that a resumed run draws the same;
 *   <li>the model reads the batch up to the readout, recording gradients (with R-Drop twice at
 *       once, as one batch of twice the size);
 *   <li>the loss and the gradients of the output layer come from one chunked operator;
 *   <li>back-propagation goes on from the readout, into one flat gradient of all before it;
 *   <li>both gradients are clipped by their global norm, and the optimizer moves the parameters;
 *   <li>the moving average follows.
 * </ol>
 *
 * <p>Nothing is read back from the device: sums for the log stay there. When the device has no
 * memory for a batch, the batch is split in two and the update begins anew.
 */
class UpdateStep {
  /** 256 MiB. */
  private static final double MOST_KEPT = 1L << 26;

  private final Seq2SeqModel model;
  private final ParameterStep parameters;
  private final TrainingConfig config;
  private final Consumer<String> events;
  private final Regime regime;
  private final OutputChunks chunks;

  /**
   * A step with fixed settings.
   *
   * @param config {@code precision} decided, not {@link Precision#AUTO}
   * @param events hears what a person should know
   */
  UpdateStep(
      Seq2SeqModel model, OptimizerState state, TrainingConfig config, Consumer<String> events) {
    this.model = model;
    this.parameters = new ParameterStep(model.parameters(), model.operators(), state, config);
    this.config = config;
    this.events = events;
    this.regime = Regime.of(config, model.operators());
    this.chunks = OutputChunks.usual(model.manager(), config.precision() != Precision.FP32);
  }

  /**
   * What a batch comes to.
   *
   * @param gradients of its share of the mean loss, by {@link Seq2SeqModel#gradientRanges}
   * @param nll summed negative log-likelihood of its labels, one element
   */
  record Part(NDList gradients, NDArray nll) {
    /** The sum of both; not in place, which what a script gave does not allow. */
    Part plus(Part other) {
      NDList sums = new NDList();
      for (int i = 0; i < gradients.size(); i++) {
        sums.add(gradients.get(i).add(other.gradients.get(i)));
      }
      return new Part(sums, nll.add(other.nll));
    }
  }

  /** Says which micro-batch the device had no memory for. */
  private static final class NoMemory extends Exception {
    private static final long serialVersionUID = 1L;
    private final int batch;

    NoMemory(int batch, EngineException cause) {
      super(cause);
      this.batch = batch;
    }
  }

  /**
   * Runs one update.
   *
   * @param batches micro-batches whose gradients are summed; at least one
   * @param update number of this update, from 1
   * @param learningRate step size
   * @throws EngineException if the device has not the memory for a single pair
   */
  void run(List<PaddedBatch> batches, long update, double learningRate) {
    List<PaddedBatch> parts = new ArrayList<>();
    batches.forEach(batch -> addWithinMemory(parts, batch));
    while (true) {
      try {
        attempt(parts, update, learningRate);
        return;
      } catch (NoMemory failure) {
        PaddedBatch tooLarge = parts.remove(failure.batch);
        if (tooLarge.size() == 1) {
          throw (EngineException) failure.getCause();
        }
        parts.addAll(failure.batch, tooLarge.halves());
        JniUtils.emptyCudaCache();
        events.accept(
            String.format(
                Locale.ROOT,
                "update %d: the device has no memory for a batch of %d pairs, %d source and %d"
                    + " target tokens wide; it was split in two",
                update,
                tooLarge.size(),
                tooLarge.source().width(),
                tooLarge.labels().width()));
      }
    }
  }

  /**
   * Adds a batch, or the halves of it, so that additive attention keeps no more than is allowed for
   * back-propagation: as many hidden layers as there are pairs of a source and a target piece.
   */
  private void addWithinMemory(List<PaddedBatch> parts, PaddedBatch batch) {
    ModelConfig shape = model.config();
    double floats =
        (double) batch.size() * batch.source().width() * batch.labels().width() * passes();
    boolean additive = shape.attention() == AttentionType.ADDITIVE;
    if (additive && floats * shape.hiddenSize() > mostKept() && batch.size() > 1) {
      batch.halves().forEach(half -> addWithinMemory(parts, half));
    } else {
      parts.add(batch);
    }
  }

  /** Floats of additive attention that back-propagation may need at a time. */
  double mostKept() {
    return MOST_KEPT;
  }

  private int passes() {
    return config.rDrop() > 0 ? 2 : 1;
  }

  private void attempt(List<PaddedBatch> batches, long update, double learningRate)
      throws NoMemory {
    long seed = Seeds.of(config.seed(), update);
    int tokens = batches.stream().mapToInt(PaddedBatch::realTokens).sum();
    try (NDManager step = model.manager().newSubManager()) {
      Part sum = null;
      for (int i = 0; i < batches.size(); i++) {
        regime.dropout().begin(Seeds.of(seed, i));
        Part part = attempt(step, batches.get(i), i, tokens);
        sum = sum == null ? part : sum.plus(part);
      }
      ParameterStep.Gradient gradient = new ParameterStep.Gradient(sum.gradients, sum.nll, tokens);
      parameters.run(step, gradient, update, learningRate);
    }
  }

  private Part attempt(NDManager step, PaddedBatch batch, int number, int allTokens)
      throws NoMemory {
    try {
      return part(step, batch, allTokens);
    } catch (EngineException failure) {
      if (DeviceMemory.isExhausted(failure)) {
        throw new NoMemory(number, failure);
      }
      throw failure;
    }
  }

  /** One micro-batch's share of the mean loss over {@code allTokens}, and its gradient. */
  Part part(NDManager step, PaddedBatch batch, int allTokens) {
    DeviceBatch device = DeviceBatch.of(step, config.rDrop() > 0 ? batch.twice() : batch);
    FlatParameters.Leaves leaves = model.parameters().leaves(step);
    NDArray rows = Kernels.recorded(() -> readout(leaves, device));
    ScriptedOperators.CrossEntropy loss = crossEntropy(step, rows, device, allTokens);
    backward(rows, loss.rowGradient());
    NDList gradients =
        model
            .parameters()
            .gradients(leaves.gradients(), loss.weightGradient(), loss.biasGradient());
    return new Part(gradients, loss.nll());
  }

  private NDArray readout(FlatParameters.Leaves leaves, DeviceBatch device) {
    return model.readout(
        model.weights(leaves), device.source(), device.input(), device.rows(), regime);
  }

  /** Back-propagation from the readout. */
  void backward(NDArray rows, NDArray gradient) {
    regime.products().backward(rows, gradient);
  }

  private ScriptedOperators.CrossEntropy crossEntropy(
      NDManager step, NDArray rows, DeviceBatch device, int allTokens) {
    Weights constants = model.weights(Seq2SeqModel.alias(model.flat(), step));
    boolean half = config.precision() != Precision.FP32;
    ScriptedOperators.OutputLayer layer = model.outputLayer(constants);
    ScriptedOperators.LossForm form =
        new ScriptedOperators.LossForm(config.labelSmoothing(), 1.0 / allTokens, chunks, half);
    NDArray read = rows.stopGradient();
    ScriptedOperators operators = model.operators();
    return config.rDrop() > 0
        ? operators.crossEntropyTwice(step, read, layer, device.labels(), form, config.rDrop())
        : operators.crossEntropy(step, read, layer, device.labels(), form);
  }
}
