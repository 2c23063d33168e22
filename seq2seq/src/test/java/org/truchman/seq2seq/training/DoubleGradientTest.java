package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * Every layer and the smoothed loss in 64 bits: the gradient against central differences of the
 * loss. What flows through a layer to those below it is held by the parameters below it.
 */
@ExtendWith(EngineExtension.class)
class DoubleGradientTest {
  /** Where rounding of the loss (1e-16) and the step's square weigh about the same. */
  private static final double STEP = 1e-5;

  /** The error that is allowed; of what is found here, most is below 1e-8. */
  private static final double NEAR = 1e-4;

  /** What a derivative loses to the rounding of the loss is small beside this. */
  private static final double LEAST = 1e-5;

  static List<ModelConfig> shapes() {
    List<ModelConfig> shapes = new ArrayList<>(SpineShapes.oneIn(3));
    for (CellType cell : CellType.values()) {
      shapes.add(everything(cell));
    }
    return shapes;
  }

  /** A small model of each cell that has every part: two layers, bridge, attention, readout. */
  static List<ModelConfig> full() {
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      shapes.add(
          ModelConfig.delayed()
              .withCell(cell)
              .withEmbeddingSize(2)
              .withHiddenSize(2)
              .withEncoderLayers(2)
              .withDecoderLayers(2)
              .withBidirectional(true)
              .withBridge(BridgeType.DENSE)
              .withAttention(AttentionType.GENERAL)
              .withContextEveryStep(true)
              .withReadout(ReadoutType.DEEP)
              .withTiedOutput(cell == CellType.GRU || cell == CellType.RNN_TANH));
    }
    return shapes;
  }

  /** With every part that is not a default. */
  private static ModelConfig everything(CellType cell) {
    boolean gated = cell == CellType.LSTM || cell == CellType.GRU;
    return ModelConfig.delayed()
        .withCell(cell)
        .withEmbeddingSize(2)
        .withHiddenSize(4)
        .withEncoderLayers(2)
        .withDecoderLayers(2)
        .withAttention(AttentionType.ADDITIVE)
        .withInputFeeding(true)
        .withResidual(true)
        .withLayerNorm(true)
        .withGateSteepness(gated ? 1.5 : 1)
        .withTiedEmbeddings(true);
  }

  /** A model with parameters of 64 bits, and the mean loss of a batch as their function. */
  private static final class Problem implements AutoCloseable {
    private final Seq2SeqModel model;
    private final double[] start;

    Problem(NDManager manager, ModelConfig shape) {
      ParameterLayout layout = SpineModel.layout(shape);
      this.model = new Seq2SeqModel(manager, shape, layout, new float[layout.size()]);
      Random random = new Random(31);
      this.start = random.doubles(layout.size(), -0.5, 0.5).toArray();
      if (shape.cell() == CellType.RNN_RELU) {
        switchOn(layout);
      }
    }

    /** Lifts the units of a ReLU network over 0, where they have a slope. */
    private void switchOn(ParameterLayout layout) {
      for (ParameterLayout.Entry entry : layout.entries()) {
        if (entry.name().endsWith(".input.bias")) {
          for (int i = 0; i < entry.size(); i++) {
            start[entry.offset() + i] += 1.5;
          }
        }
      }
    }

    List<ParameterLayout.Entry> entries() {
      return model.layout().entries();
    }

    double loss(double[] parameters) {
      try (NDManager step = model.manager().newSubManager()) {
        DeviceBatch batch = DeviceBatch.of(step, SpineModel.batch());
        NDArray vector = step.create(parameters);
        return loss(step, readout(vector, batch), vector, batch).loss().toDoubleArray()[0];
      }
    }

    private NDArray readout(NDArray vector, DeviceBatch batch) {
      Weights weights = model.weights(vector);
      NDArray rows =
          model.readout(weights, batch.source(), batch.input(), batch.rows(), Regime.EXACT);
      assertTrue(rows.getDataType() == DataType.FLOAT64, "the readout is not of 64 bits");
      return rows;
    }

    private ScriptedOperators.CrossEntropy loss(
        NDManager step, NDArray rows, NDArray vector, DeviceBatch batch) {
      ScriptedOperators.LossForm form =
          new ScriptedOperators.LossForm(
              0.1, 1.0 / batch.tokens(), new OutputChunks(step, 4), false);
      ScriptedOperators.OutputLayer output =
          model.outputLayer(model.weights(vector.stopGradient()));
      return model
          .operators()
          .crossEntropy(step, rows.stopGradient(), output, batch.labels(), form);
    }

    /** The gradient as an update takes it. */
    double[] gradient() {
      try (NDManager step = model.manager().newSubManager()) {
        DeviceBatch batch = DeviceBatch.of(step, SpineModel.batch());
        NDArray leaf = step.create(start);
        leaf.setRequiresGradient(true);
        JniUtils.setGradMode(true);
        NDArray rows;
        try {
          rows = readout(leaf, batch);
        } finally {
          JniUtils.setGradMode(false);
        }
        ScriptedOperators.CrossEntropy loss = loss(step, rows, leaf, batch);
        Kernels.backward(rows, loss.rowGradient());
        double[] gradient = leaf.getGradient().toDoubleArray();
        add(gradient, model.outputWeightEntry(), loss.weightGradient());
        add(gradient, model.outputBiasEntry(), loss.biasGradient());
        return gradient;
      }
    }

    private static void add(double[] gradient, ParameterLayout.Entry entry, NDArray part) {
      double[] values = part.toDoubleArray();
      for (int i = 0; i < values.length; i++) {
        gradient[entry.offset() + i] += values[i];
      }
    }

    /** The derivative along a direction, by a central difference. */
    double slope(double[] direction) {
      double[] loss = new double[2];
      for (int side = 0; side < 2; side++) {
        double[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
          moved[i] += (2 * side - 1) * STEP * direction[i];
        }
        loss[side] = loss(moved);
      }
      return (loss[1] - loss[0]) / (2 * STEP);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private static double norm(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyParameterHasTheSlopeOfTheLoss(ModelConfig shape, NDManager manager) {
    Random random = new Random(37);
    try (Problem problem = new Problem(manager, shape)) {
      double[] gradient = problem.gradient();
      for (ParameterLayout.Entry entry : problem.entries()) {
        int end = entry.offset() + entry.size();
        double norm = norm(gradient, entry.offset(), end);
        double[] direction = new double[gradient.length];
        double expected = 0;
        for (int i = entry.offset(); i < end; i++) {
          // Along the gradient, and as far across it.
          direction[i] = gradient[i] / norm + random.nextGaussian() / Math.sqrt(entry.size());
          expected += direction[i] * gradient[i];
        }
        double error = Math.abs(problem.slope(direction) - expected) / norm;
        assertTrue(error < NEAR, entry.name() + ": relative error " + error);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("full")
  void everySingleDerivativeIsThatOfTheLoss(ModelConfig shape, NDManager manager) {
    try (Problem problem = new Problem(manager, shape)) {
      double[] gradient = problem.gradient();
      for (ParameterLayout.Entry entry : problem.entries()) {
        double[] error = new double[entry.size()];
        for (int i = 0; i < error.length; i++) {
          double[] direction = new double[gradient.length];
          direction[entry.offset() + i] = 1;
          error[i] = problem.slope(direction) - gradient[entry.offset() + i];
        }
        double[] own = Arrays.copyOfRange(gradient, entry.offset(), entry.offset() + entry.size());
        double relative = norm(error, 0, error.length) / (norm(own, 0, own.length) + LEAST);
        assertTrue(relative < NEAR, entry.name() + ": relative error " + relative);
      }
    }
  }
}
