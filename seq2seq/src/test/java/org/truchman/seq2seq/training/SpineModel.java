package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Draw;

/** A tiny model with random parameters (biases too), its optimizer, and batches for it. */
final class SpineModel implements AutoCloseable {
  /** Vocabulary sizes differ, so that nothing takes one side for the other. */
  static final int SOURCE_PIECES = 11;

  static final int TARGET_PIECES = 13;

  /** Nothing dropped, nothing smoothed, nothing clipped. */
  static final TrainingConfig PLAIN =
      TrainingConfig.defaults()
          .withEmbeddingDropout(0)
          .withLayerDropout(0)
          .withOutputDropout(0)
          .withLabelSmoothing(0)
          .withClipNorm(0);

  /** Everything random that training has. */
  static final TrainingConfig RANDOM =
      TrainingConfig.defaults()
          .withEmbeddingDropout(0.2)
          .withLayerDropout(0.3)
          .withOutputDropout(0.25)
          .withSourceWordDropout(0.1)
          .withTargetWordDropout(0.15)
          .withRecurrentDropout(0.2)
          .withLabelSmoothing(0.1)
          .withAverageDecay(0.9)
          .withSeed(17);

  private final Seq2SeqModel model;
  private final OptimizerState state;
  private final UpdateStep step;

  SpineModel(NDManager manager, ModelConfig shape, TrainingConfig training) {
    ParameterLayout layout = layout(shape);
    float[] values = Draw.uniform(new Random(29), 0.5, layout.size());
    this.model = new Seq2SeqModel(manager, shape, layout, values);
    this.state = OptimizerState.of(model.parameters(), training);
    this.step = new UpdateStep(model, state, training, event -> {});
  }

  /** The parameters of a shape; source and target have as many pieces where they share them. */
  static ParameterLayout layout(ModelConfig shape) {
    int source = shape.tiedEmbeddings() ? TARGET_PIECES : SOURCE_PIECES;
    return ParameterLayout.of(shape, source, TARGET_PIECES);
  }

  /** Four pairs; one source and one target are empty. */
  static List<IndexedPair> pairs() {
    return List.of(
        new IndexedPair(new int[] {4, 10, 5, 7, 4, 9}, new int[] {12}),
        new IndexedPair(new int[] {}, new int[] {5, 4, 11, 6}),
        new IndexedPair(new int[] {8, 6}, new int[] {}),
        new IndexedPair(new int[] {9, 9, 1, 5}, new int[] {7, 10, 1}));
  }

  /** The batch of all {@link #pairs}. */
  static PaddedBatch batch() {
    return PaddedBatch.of(pairs());
  }

  /** The same batch, wider: behind PAD columns stand pieces that nobody may read. */
  static PaddedBatch widened(PaddedBatch batch) {
    return new PaddedBatch(
        widened(batch.source(), 3), widened(batch.decoderInput(), 2), widened(batch.labels(), 2));
  }

  private static PaddedRows widened(PaddedRows rows, int columns) {
    int width = rows.width() + columns;
    int[] ids = new int[rows.rows() * width];
    for (int row = 0; row < rows.rows(); row++) {
      System.arraycopy(rows.ids(), row * rows.width(), ids, row * width, rows.lengths()[row]);
      Arrays.fill(ids, row * width + width - 2, (row + 1) * width, 4 + row);
    }
    return new PaddedRows(rows.rows(), width, ids, rows.lengths());
  }

  Seq2SeqModel model() {
    return model;
  }

  OptimizerState state() {
    return state;
  }

  UpdateStep step() {
    return step;
  }

  /** What an update makes of micro-batches: mean loss of a target token, and the flat gradient. */
  record LossAndGradient(double loss, float[] gradient) {}

  LossAndGradient lossAndGradient(PaddedBatch... batches) {
    int tokens = Arrays.stream(batches).mapToInt(PaddedBatch::realTokens).sum();
    try (NDManager update = model.manager().newSubManager()) {
      NDArray sum = update.zeros(new Shape(model.layout().size()));
      double loss = 0;
      for (PaddedBatch batch : batches) {
        UpdateStep.Part part = step.part(update, batch, tokens);
        for (int i = 0; i < part.gradients().size(); i++) {
          model.gradientRanges().get(i).of(sum).addi(part.gradients().get(i));
        }
        loss += part.nll().toFloatArray()[0];
      }
      return new LossAndGradient(loss / tokens, sum.toFloatArray());
    }
  }

  /** The readout of every real target position, row after row. */
  float[][] readout(PaddedBatch batch) {
    try (NDManager read = model.manager().newSubManager()) {
      NDArray rows = readout(read, DeviceBatch.of(read, batch));
      int width = (int) rows.getShape().get(1);
      float[] flat = rows.toFloatArray();
      float[][] split = new float[flat.length / width][];
      for (int i = 0; i < split.length; i++) {
        split[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
      }
      return split;
    }
  }

  private NDArray readout(NDManager read, DeviceBatch batch) {
    Weights weights = weights(read);
    return model.readout(weights, batch.source(), batch.input(), batch.rows(), Regime.EXACT);
  }

  /** The parameters, on a manager that the caller closes. */
  Weights weights(NDManager to) {
    return model.weights(Seq2SeqModel.alias(model.flat(), to));
  }

  /** The mean loss of a target token, summed in double, with other parameters. */
  double loss(PaddedBatch batch, float[] parameters) {
    model.flat().set(parameters);
    try (NDManager read = model.manager().newSubManager()) {
      DeviceBatch device = DeviceBatch.of(read, batch);
      Weights weights = weights(read);
      NDArray nll =
          model
              .operators()
              .negativeLogLikelihood(
                  read, readout(read, device), model.outputLayer(weights), device.labels());
      double sum = 0;
      for (float value : nll.toFloatArray()) {
        sum += value;
      }
      return sum / device.tokens();
    }
  }

  @Override
  public void close() {
    state.close();
    model.close();
  }
}
