package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class ParameterLayoutTest {
  private static final ModelConfig SMALL =
      ModelConfig.defaults().withEmbeddingSize(5).withHiddenSize(6);

  @Test
  void everyParameterOfTheConfigurationHasItsPlace() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    // source, target; 2 directions of an LSTM of 3 units; bridge; decoder of 6 units with 5 + 6
    // inputs; deep readout of 6 + 6 + 5 inputs; output bias (its weight is the target embedding).
    long expected =
        7 * 5
            + 9 * 5
            + 2 * (12 * 5 + 12 * 3 + 12 + 12)
            + 2 * (6 * 6 + 6)
            + (24 * 11 + 24 * 6 + 24 + 24)
            + (5 * 17 + 5)
            + 9;
    assertEquals(expected, layout.parameters());
    assertEquals(List.of(12, 3), layout.entry("encoder.0.backward.hidden.weight").shape());
    int end = 0;
    for (ParameterLayout.Entry entry : layout.entries()) {
      assertEquals(0, entry.offset() % 16, entry.name());
      assertTrue(entry.offset() >= end && entry.offset() < end + 16, entry.name());
      end = entry.offset() + entry.size();
    }
    assertTrue(layout.size() >= end && layout.size() < end + 16);
  }

  @Test
  void viewsAreTheFloatsAtTheirPlaces(NDManager manager) {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = new float[layout.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Weights weights = layout.views(manager.create(values));
    for (ParameterLayout.Entry entry : layout.entries()) {
      NDArray view = weights.get(entry.name());
      long[] shape = entry.shape().stream().mapToLong(Integer::longValue).toArray();
      assertArrayEquals(shape, view.getShape().getShape(), entry.name());
      float[] expected = Arrays.copyOfRange(values, entry.offset(), entry.offset() + entry.size());
      assertArrayEquals(expected, view.toFloatArray(), entry.name());
    }
  }

  @Test
  void unknownParameterIsNamed(NDManager manager) {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> layout.entry("output.weight"))
            .getMessage();
    assertTrue(unknown.startsWith("no parameter output.weight in this model; it has "), unknown);
    Weights weights = layout.views(manager.create(new float[layout.size()]));
    assertThrows(IllegalArgumentException.class, () -> weights.get("output.weight"));
  }

  @Test
  void firstValuesDependOnTheSeedAlone() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = Seq2SeqModel.initialValues(SMALL, layout, 3);
    assertArrayEquals(values, Seq2SeqModel.initialValues(SMALL, layout, 3));
    assertFalse(Arrays.equals(values, Seq2SeqModel.initialValues(SMALL, layout, 4)));
  }

  @Test
  void forgetGateStartsOpenAndOtherBiasesAtZero() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = Seq2SeqModel.initialValues(SMALL, layout, 3);
    for (ParameterLayout.Entry entry : layout.entries()) {
      if (entry.name().endsWith(".bias")) {
        float[] expected = new float[entry.size()];
        if (entry.name().endsWith(".input.bias")) {
          Arrays.fill(expected, entry.size() / 4, entry.size() / 2, 1);
        }
        assertArrayEquals(expected, own(values, entry), entry.name());
      }
    }
  }

  @Test
  void reluStartsFromHalfTheIdentity() {
    ModelConfig relu = SMALL.withCell(CellType.RNN_RELU).withHiddenSize(4);
    ParameterLayout layout = ParameterLayout.of(relu, 7, 9);
    float[] values = Seq2SeqModel.initialValues(relu, layout, 3);
    assertArrayEquals(
        new float[] {0.5f, 0, 0, 0.5f},
        own(values, layout.entry("encoder.0.forward.hidden.weight")));
  }

  private static float[] own(float[] values, ParameterLayout.Entry entry) {
    return Arrays.copyOfRange(values, entry.offset(), entry.offset() + entry.size());
  }

  @Test
  void valuesOfAnotherModelAreRefused(NDManager manager) {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Seq2SeqModel(manager, SMALL, layout, new float[5]));
    assertEquals(
        "parameters have 5 floats; the model needs " + layout.size(), refusal.getMessage());
  }
}
