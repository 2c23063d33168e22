package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** The encoder with products of bytes against the one with products of 32 bits. */
@ExtendWith(EngineExtension.class)
class ByteEncoderTest {
  private static final int PIECES = 61;
  private static final int UNITS = 64;

  static List<ModelConfig> shapes() {
    List<ModelConfig> shapes = new ArrayList<>();
    for (int layers = 1; layers <= 2; layers++) {
      for (boolean both : new boolean[] {false, true}) {
        for (boolean bounded : new boolean[] {false, true}) {
          shapes.add(
              ModelConfig.defaults()
                  .withEmbeddingSize(40)
                  .withHiddenSize(UNITS)
                  .withEncoderLayers(layers)
                  .withResidual(layers > 1 && !bounded)
                  .withLayerNorm(layers > 1 && !bounded)
                  .withBidirectional(both)
                  .withAttention(bounded ? AttentionType.GENERAL : AttentionType.ADDITIVE));
        }
      }
    }
    return shapes;
  }

  /** A model with its two encoders. */
  private record Both(Seq2SeqModel model, SearchOperators operators, Weights weights)
      implements AutoCloseable {
    static Both of(ModelConfig shape, NDManager manager) {
      ParameterLayout layout = ParameterLayout.of(shape, PIECES, PIECES);
      float[] values = Draw.uniform(new Random(31), 0.3, layout.size());
      Seq2SeqModel model = new Seq2SeqModel(manager, shape, layout, values);
      Weights weights = model.weights(Seq2SeqModel.alias(model.flat(), manager));
      return new Both(model, SearchOperators.open(manager), weights);
    }

    EncoderMemory exact(TokenTensor source) {
      return new Encoder(model.config()).encode(weights, source, Regime.EXACT);
    }

    EncoderMemory bytes(TokenTensor source) {
      try (ByteEncoder encoder =
          ByteEncoder.of(model.config(), weights, operators, SearchOperators.Format.INT8)) {
        return encoder.encode(source);
      }
    }

    @Override
    public void close() {
      operators.close();
      model.close();
    }
  }

  private static List<int[]> sources() {
    Random random = new Random(3);
    List<int[]> sources = new ArrayList<>();
    for (int length : new int[] {7, 1, 19, 3, 12}) {
      sources.add(random.ints(length, 4, PIECES).toArray());
    }
    return sources;
  }

  private static TokenTensor batch(NDManager manager, List<int[]> sources) {
    PaddedRows rows = PaddedRows.ofSources(sources, false, 16);
    return TokenTensor.of(manager, rows.ids(), rows.lengths());
  }

  private static void assertNear(String what, NDArray exact, NDArray rounded) {
    double error = rounded.sub(exact).norm().getFloat() / exact.norm().getFloat();
    assertTrue(error < 0.03, what + ": relative error " + error);
    assertTrue(error > 0, what + " was not rounded");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void itRemembersWhatTheExactOneRemembers(ModelConfig shape, NDManager manager) {
    List<int[]> sources = sources();
    try (Both both = Both.of(shape, manager)) {
      TokenTensor source = batch(manager, sources);
      EncoderMemory exact = both.exact(source);
      EncoderMemory bytes = both.bytes(source);
      assertEquals(exact.states().getShape(), bytes.states().getShape());
      assertNear("states", exact.states(), bytes.states());
      assertNear("keys", exact.attention().keys(), bytes.attention().keys());
      for (int layer = 0; layer < shape.encoderLayers(); layer++) {
        assertEquals(new Shape(16, UNITS), bytes.hidden().get(layer).getShape());
        assertNear("hidden", exact.hidden().get(layer), bytes.hidden().get(layer).get(":5"));
        assertNear("cells", exact.cells().get(layer), bytes.cells().get(layer).get(":5"));
      }
      NDArray pads = bytes.states().mul(source.pads());
      assertEquals(0, pads.abs().sum().getFloat(), "PAD is 0");
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aSentenceIsReadTheSameAloneAndBesideOthers(ModelConfig shape, NDManager manager) {
    List<int[]> sources = sources();
    try (Both both = Both.of(shape, manager)) {
      EncoderMemory together = both.bytes(batch(manager, sources));
      for (int i = 0; i < sources.size(); i++) {
        EncoderMemory alone = both.bytes(batch(manager, sources.subList(i, i + 1)));
        int tokens = sources.get(i).length + 1;
        Close.assertSameBits(
            "states of " + i,
            alone.states().get("0,:" + tokens).toFloatArray(),
            together.states().get(i + ",:" + tokens).toFloatArray());
        Close.assertSameBits(
            "cells of " + i,
            alone.cells().get(0).get("0").toFloatArray(),
            together.cells().get(0).get("" + i).toFloatArray());
      }
    }
  }

  @Test
  void otherCellsAndOtherNumbersHaveTheExactEncoder(NDManager manager) {
    ModelConfig shape = ModelConfig.defaults().withEmbeddingSize(8).withHiddenSize(8);
    try (Both lstm = Both.of(shape, manager);
        Both gru = Both.of(shape.withCell(CellType.GRU), manager)) {
      assertNull(ByteEncoder.of(shape, lstm.weights, lstm.operators, SearchOperators.Format.FP32));
      assertNull(
          ByteEncoder.of(
              gru.model.config(), gru.weights, gru.operators, SearchOperators.Format.INT8));
    }
  }
}
