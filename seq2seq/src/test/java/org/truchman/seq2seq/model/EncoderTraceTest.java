package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.TokenTensor;

/** What a trace shows of the encoder is what the fused encoder remembers. */
@ExtendWith(EngineExtension.class)
class EncoderTraceTest {
  private static final int[] SOURCE = {4, 10, 5, 7, 4, 3};
  private static final int PIECES = 11;

  static List<ModelConfig> shapes() {
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int layers = 1; layers <= 2; layers++) {
        for (boolean both : new boolean[] {false, true}) {
          shapes.add(
              ModelConfig.delayed()
                  .withCell(cell)
                  .withEmbeddingSize(5)
                  .withHiddenSize(6)
                  .withEncoderLayers(layers)
                  .withDecoderLayers(layers)
                  .withResidual(layers > 1 && both)
                  .withLayerNorm(layers > 1)
                  .withBidirectional(both));
        }
      }
    }
    return shapes;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theStatesOfTheTopLayerAreThoseOfTheFusedEncoder(ModelConfig shape, NDManager manager) {
    ParameterLayout layout = ParameterLayout.of(shape, PIECES, PIECES);
    float[] values = Draw.uniform(new Random(31), 0.5, layout.size());
    try (Seq2SeqModel model = new Seq2SeqModel(manager, shape, layout, values)) {
      List<LayerTrace> trace = TranslationTrace.ofSource(model, SOURCE);
      int directions = shape.bidirectional() ? 2 : 1;
      assertEquals(directions * shape.encoderLayers(), trace.size());
      Weights weights = model.weights(Seq2SeqModel.alias(model.flat(), manager));
      TokenTensor tokens = TokenTensor.of(manager, SOURCE, new int[] {SOURCE.length});
      EncoderMemory memory = new Encoder(shape).encode(weights, tokens, Regime.EXACT);
      float[] expected = memory.summary().toFloatArray();
      float[] seen = new float[expected.length];
      int units = shape.hiddenSize() / directions;
      LayerTrace forward = trace.get(trace.size() - directions);
      System.arraycopy(forward.hidden()[SOURCE.length - 1], 0, seen, 0, units);
      if (shape.bidirectional()) {
        System.arraycopy(trace.get(trace.size() - 1).hidden()[0], 0, seen, units, units);
      }
      Close.assertWithin("final states", expected, seen, 2e-6);
      if (!shape.residual()) {
        Close.assertWithin(
            "states", memory.states().toFloatArray(), joined(trace, directions, units), 2e-6);
      }
    }
  }

  /** The directions of the top layer side by side, token after token. */
  private static float[] joined(List<LayerTrace> trace, int directions, int units) {
    float[] all = new float[SOURCE.length * directions * units];
    for (int t = 0; t < SOURCE.length; t++) {
      for (int d = 0; d < directions; d++) {
        float[] row = trace.get(trace.size() - directions + d).hidden()[t];
        System.arraycopy(row, 0, all, (t * directions + d) * units, units);
      }
    }
    return all;
  }
}
