package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.TokenTensor;

/** From which encoder state each decoder layer starts. */
@ExtendWith(EngineExtension.class)
class DecoderStartTest {
  private static final ModelConfig LAST =
      ModelConfig.delayed()
          .withEmbeddingSize(5)
          .withHiddenSize(6)
          .withBidirectional(false)
          .withBridge(BridgeType.LAST);

  /** A model, what it read, and where its decoder starts. */
  private record Started(Seq2SeqModel model, Weights weights, EncoderMemory memory) {
    static Started of(NDManager manager, ModelConfig config) {
      ParameterLayout layout = ParameterLayout.of(config, 7, 9);
      float[] values = Draw.uniform(new Random(6), 0.5, layout.size());
      Seq2SeqModel model = new Seq2SeqModel(manager, config, layout, values);
      Weights weights = model.weights(Seq2SeqModel.alias(model.flat(), manager));
      TokenTensor source = TokenTensor.of(manager, new int[] {4, 3, 0, 5, 6, 3}, new int[] {2, 3});
      return new Started(model, weights, new Encoder(config).encode(weights, source, Regime.EXACT));
    }

    DecoderState start() {
      return new Decoder(model.config()).start(weights, memory);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "3, 1, 2", "3, 2, 1 2", "2, 2, 0 1", "1, 2, 0 0", "2, 4, 0 1 1 1"})
  void layersContinueTheTopOnesOfTheEncoder(
      int encoderLayers, int decoderLayers, String from, NDManager manager) {
    ModelConfig config = LAST.withEncoderLayers(encoderLayers).withDecoderLayers(decoderLayers);
    Started started = Started.of(manager, config);
    DecoderState state = started.start();
    String[] layers = from.split(" ");
    assertEquals(layers.length, state.hidden().size());
    assertEquals(layers.length, state.cells().size());
    for (int i = 0; i < layers.length; i++) {
      int layer = Integer.parseInt(layers[i]);
      assertSame(started.memory().hidden().get(layer), state.hidden().get(i));
      assertSame(started.memory().cells().get(layer), state.cells().get(i));
    }
  }

  private static void assertSame(NDArray expected, NDArray actual) {
    assertArrayEquals(expected.toFloatArray(), actual.toFloatArray());
  }

  @ParameterizedTest
  @EnumSource(BridgeType.class)
  void closingTheStateLeavesTheMemory(BridgeType bridge, NDManager manager) {
    Started started = Started.of(manager, LAST.withBridge(bridge));
    float[] summary = started.memory().summary().toFloatArray();
    NDManager step = manager.newSubManager();
    started.start().moveTo(step);
    step.close();
    assertArrayEquals(summary, started.memory().summary().toFloatArray());
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void onlyTheLstmHasCells(CellType cell, NDManager manager) {
    DecoderState state = Started.of(manager, LAST.withCell(cell)).start();
    assertEquals(1, state.hidden().size());
    assertEquals(cell == CellType.LSTM ? 1 : 0, state.cells().size());
    assertEquals(0, state.position());
  }

  @Test
  void zeroBridgeStartsFromZero(NDManager manager) {
    DecoderState state = Started.of(manager, LAST.withBridge(BridgeType.ZERO)).start();
    assertArrayEquals(new float[12], state.hidden().get(0).toFloatArray());
    assertArrayEquals(new float[12], state.cells().get(0).toFloatArray());
  }

  @Test
  void rowsAreThoseOfTheirOrigin(NDManager manager) {
    NDArray hidden = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2));
    NDArray cell = hidden.neg();
    DecoderState state = new DecoderState(List.of(hidden), List.of(cell), hidden.mul(2), 4);
    NDManager step = manager.newSubManager();
    DecoderState rows = state.rows(step.create(new long[] {2, 0, 0, 2}, new Shape(4)));
    assertArrayEquals(new float[] {5, 6, 1, 2, 1, 2, 5, 6}, rows.hidden().get(0).toFloatArray());
    assertArrayEquals(
        new float[] {-5, -6, -1, -2, -1, -2, -5, -6}, rows.cells().get(0).toFloatArray());
    assertArrayEquals(new float[] {10, 12, 2, 4, 2, 4, 10, 12}, rows.fed().toFloatArray());
    assertEquals(4, rows.position());
    assertEquals(step, rows.hidden().get(0).getManager());
  }
}
