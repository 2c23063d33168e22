package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;

/** What a trace shows of a language model is what the fused one reads and predicts. */
@ExtendWith(EngineExtension.class)
class LanguageTraceTest {
  private static final int PIECES = 9;

  @ParameterizedTest
  @EnumSource(CellType.class)
  void statesAndPredictionsAreThoseOfTheFusedModel(CellType cell, NDManager manager) {
    LanguageModelConfig shape = new LanguageModelConfig(cell, 2, 4, 5, false);
    ParameterLayout layout = ParameterLayout.ofLanguageModel(shape, PIECES);
    float[] values = LanguageModel.initialValues(shape, layout, 0.5, 7);
    try (LanguageModel model = new LanguageModel(manager, shape, layout, values)) {
      LanguageTrace trace = LanguageTrace.of(model, new int[] {3, 5, 4, 8});
      Weights weights =
          model.parameters().weights(FlatParameters.alias(model.parameters().vector(), manager));
      NDArray ids = manager.create(new long[] {3, 5, 4, 8}, new Shape(1, 4));
      LanguageModel.Reading reading =
          model.read(weights, ids, model.start(manager, 1), Regime.EXACT);
      float[] last = reading.state().hidden().get(1).toFloatArray();
      Close.assertWithin("state", last, trace.layers().get(1).hidden()[3], 1e-6);
      var output = model.outputLayer(weights);
      NDArray logs = Kernels.linear(reading.rows(), output.weight(), output.bias()).logSoftmax(1);
      assertEquals(4, trace.logProbabilities().length);
      for (int t = 0; t < 4; t++) {
        Close.assertWithin(
            "step " + t, logs.get(t).toFloatArray(), trace.logProbabilities()[t], 2e-6);
      }
    }
  }
}
