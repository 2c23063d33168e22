package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;

@ExtendWith(EngineExtension.class)
class FlatParametersTest {
  private static final int PIECES = 1700;

  /** Two layers of 40 units; only the embeddings have more than 65,536 floats. */
  private static LanguageModel model(NDManager manager, boolean tied) {
    LanguageModelConfig shape = new LanguageModelConfig(CellType.LSTM, 2, 40, 40, tied);
    ParameterLayout layout = ParameterLayout.ofLanguageModel(shape, PIECES);
    float[] values = LanguageModel.initialValues(shape, layout, 0.5, 3);
    return new LanguageModel(manager, shape, layout, values);
  }

  private static NDArray rows(LanguageModel model, NDManager step, Supplier<Weights> weights) {
    long[] ids = new Random(5).longs(6, 0, PIECES).toArray();
    NDArray input = step.create(ids, new Shape(2, 3));
    JniUtils.setGradMode(true);
    try {
      return model.read(weights.get(), input, model.start(step, 2), Regime.EXACT).rows();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  @Test
  void aLargeParameterIsARangeOfItsOwnAndSmallOnesShareOne(NDManager manager) {
    try (LanguageModel model = model(manager, false)) {
      FlatParameters parameters = model.parameters();
      ParameterLayout layout = parameters.layout();
      ParameterLayout.Entry last = layout.entry("decoder.1.hidden.bias");
      assertEquals(
          List.of(
              ParameterLayout.Range.of(layout.entry("input.embedding")),
              new ParameterLayout.Range(
                  layout.entry("decoder.0.input.weight").offset(), last.offset() + last.size()),
              ParameterLayout.Range.of(layout.entry("output.weight")),
              ParameterLayout.Range.of(layout.entry("output.bias"))),
          parameters.gradientRanges());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsByRangesAreThoseOfTheWholeVector(boolean tied, NDManager manager) {
    try (LanguageModel model = model(manager, tied);
        NDManager step = manager.newSubManager()) {
      FlatParameters parameters = model.parameters();
      NDArray whole = FlatParameters.alias(parameters.vector(), step);
      whole.setRequiresGradient(true);
      NDArray expectedRows = rows(model, step, () -> new Weights(parameters.layout().views(whole)));
      Kernels.backward(expectedRows, expectedRows.onesLike());
      float[] expected = whole.getGradient().toFloatArray();

      FlatParameters.Leaves leaves = parameters.leaves(step);
      NDArray found = rows(model, step, leaves::weights);
      Kernels.backward(found, found.onesLike());
      NDList gradients = leaves.gradients();

      assertEquals(2, gradients.size());
      for (int i = 0; i < gradients.size(); i++) {
        ParameterLayout.Range range = parameters.gradientRanges().get(i);
        assertArrayEquals(
            Arrays.copyOfRange(expected, range.from(), range.to()),
            gradients.get(i).toFloatArray(),
            1e-6f);
      }
    }
  }

  @Test
  void theGradientOfATiedOutputIsAddedToThatOfTheEmbedding(NDManager manager) {
    try (LanguageModel model = model(manager, true);
        NDManager step = manager.newSubManager()) {
      FlatParameters.Leaves leaves = model.parameters().leaves(step);
      NDArray rows = rows(model, step, leaves::weights);
      Kernels.backward(rows, rows.onesLike());
      float[] before = leaves.gradients().get(0).toFloatArray();
      NDArray ofWeight = step.ones(new Shape(PIECES, 40));
      NDArray ofBias = step.ones(new Shape(PIECES));
      NDList all = model.parameters().gradients(leaves.gradients(), ofWeight, ofBias);
      float[] after = all.get(0).toFloatArray();
      for (int i = 0; i < before.length; i++) {
        assertEquals(before[i] + 1, after[i], 1e-6f);
      }
      assertEquals(model.parameters().gradientRanges().size(), all.size());
    }
  }
}
