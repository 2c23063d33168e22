package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.seq2seq.training.OptimizerState;

/**
 * The gradient of one truncated segment, begun in a state that was carried: against central
 * differences in 64 bits, and as an update takes it in 32.
 */
@ExtendWith(EngineExtension.class)
class SegmentGradientTest {
  private static final double STEP = 1e-5;
  private static final int ROWS = 2;
  private static final int STEPS = 4;

  /** The segment in the middle of a text, in 64 bits. */
  private static final class Problem {
    final LanguageModel model;
    final TextRows.Segment segment =
        new TextRows(TinyModel.text(ROWS * 3 * STEPS, 5), ROWS, STEPS).segment(1);
    final double[] carried;

    Problem(LanguageModel model) {
      this.model = model;
      int arrays = model.config().cell() == CellType.LSTM ? 4 : 2;
      this.carried = new Random(3).doubles(arrays * ROWS * 3L, -0.7, 0.7).toArray();
    }

    /** The state before the segment, the same whatever the parameters. */
    DecoderState state(NDManager manager, boolean wide) {
      List<NDArray> all = new ArrayList<>();
      for (int i = 0; i < carried.length; i += ROWS * 3) {
        double[] layer = Arrays.copyOfRange(carried, i, i + ROWS * 3);
        NDArray array = manager.create(layer).reshape(ROWS, 3);
        all.add(wide ? array : narrow(manager, layer));
      }
      return new DecoderState(all.subList(0, 2), all.subList(2, all.size()), 0);
    }

    private static NDArray narrow(NDManager manager, double[] layer) {
      float[] values = new float[layer.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) layer[i];
      }
      return manager.create(values, new Shape(ROWS, 3));
    }

    private NDArray rows(NDManager step, Weights weights) {
      NDArray input = step.create(segment.input(), new Shape(ROWS, STEPS));
      return model.read(weights, input, state(step, true), Regime.EXACT).rows();
    }

    private ScriptedOperators.CrossEntropy loss(NDManager step, NDArray rows, NDArray vector) {
      return model
          .operators()
          .crossEntropy(
              step,
              rows.stopGradient(),
              model.outputLayer(model.parameters().weights(vector.stopGradient())),
              step.create(segment.labels()),
              new ScriptedOperators.LossForm(0, 1.0 / ROWS, new OutputChunks(step, 3), false));
    }

    double loss(double[] parameters) {
      try (NDManager step = model.manager().newSubManager()) {
        NDArray vector = step.create(parameters);
        NDArray rows = rows(step, model.parameters().weights(vector));
        return loss(step, rows, vector).loss().toDoubleArray()[0];
      }
    }

    double[] gradient(double[] parameters) {
      try (NDManager step = model.manager().newSubManager()) {
        NDArray leaf = step.create(parameters);
        leaf.setRequiresGradient(true);
        JniUtils.setGradMode(true);
        NDArray rows;
        try {
          rows = rows(step, model.parameters().weights(leaf));
        } finally {
          JniUtils.setGradMode(false);
        }
        ScriptedOperators.CrossEntropy loss = loss(step, rows, leaf);
        Kernels.backward(rows, loss.rowGradient());
        double[] gradient = leaf.getGradient().toDoubleArray();
        add(gradient, model.parameters().outputWeightEntry(), loss.weightGradient());
        add(gradient, model.parameters().outputBiasEntry(), loss.biasGradient());
        return gradient;
      }
    }

    private static void add(double[] gradient, ParameterLayout.Entry entry, NDArray part) {
      double[] values = part.toDoubleArray();
      for (int i = 0; i < values.length; i++) {
        gradient[entry.offset() + i] += values[i];
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM,false", "LSTM,true", "GRU,true", "RNN_TANH,false", "RNN_RELU,false"})
  void everyDerivativeOfASegmentIsThatOfItsLoss(CellType cell, boolean tied, NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, cell, tied)) {
      Problem problem = new Problem(model);
      int size = model.parameters().layout().size();
      double[] start = new Random(11).doubles(size, -0.5, 0.5).toArray();
      double[] gradient = problem.gradient(start);
      for (ParameterLayout.Entry entry : model.parameters().layout().entries()) {
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          double[] up = start.clone();
          double[] down = start.clone();
          up[i] += STEP;
          down[i] -= STEP;
          double slope = (problem.loss(up) - problem.loss(down)) / (2 * STEP);
          assertEquals(slope, gradient[i], 1e-6, entry.name() + " at " + (i - entry.offset()));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LSTM,false", "LSTM,true", "GRU,false"})
  void anUpdateTakesThisGradientAndStopsAtTheBeginning(
      CellType cell, boolean tied, NDManager manager) {
    TrainingConfig config = LanguageModelConfiguration.defaults().training().shared();
    try (LanguageModel model = TinyModel.random(manager, cell, tied);
        OptimizerState state = OptimizerState.of(model.parameters(), config)) {
      Problem problem = new Problem(model);
      float[] start = model.parameters().vector().toFloatArray();
      double[] wide = new double[start.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = start[i];
      }
      double[] expected = problem.gradient(wide);
      try (NDManager step = model.manager().newSubManager()) {
        SegmentStep.Result result =
            new SegmentStep(model, state, config)
                .gradient(step, problem.segment, problem.state(step, false));
        double[] found = flat(model, result.gradient().gradients());
        assertArrayEquals(expected, found, 1e-5);
        assertEquals(ROWS * STEPS, result.gradient().tokens());
      }
    }
  }

  private static double[] flat(LanguageModel model, NDList ranges) {
    double[] all = new double[model.parameters().layout().size()];
    for (int i = 0; i < ranges.size(); i++) {
      float[] part = ranges.get(i).toFloatArray();
      int from = model.parameters().gradientRanges().get(i).from();
      for (int k = 0; k < part.length; k++) {
        all[from + k] = part[k];
      }
    }
    return all;
  }
}
