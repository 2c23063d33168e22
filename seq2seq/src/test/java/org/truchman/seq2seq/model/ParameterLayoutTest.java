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
import org.truchman.seq2seq.config.RecurrentStart;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class ParameterLayoutTest {
  private static final ModelConfig SMALL =
      ModelConfig.delayed().withEmbeddingSize(5).withHiddenSize(6);

  private static final TrainingConfig THREE = TrainingConfig.defaults().withSeed(3);

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
    Weights weights = new Weights(layout.views(manager.create(values)));
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
    Weights weights = new Weights(layout.views(manager.create(new float[layout.size()])));
    assertThrows(IllegalArgumentException.class, () -> weights.get("output.weight"));
  }

  @Test
  void firstValuesDependOnTheSeedAlone() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = Seq2SeqModel.initialValues(SMALL, THREE, layout);
    assertArrayEquals(values, Seq2SeqModel.initialValues(SMALL, THREE, layout));
    assertFalse(
        Arrays.equals(values, Seq2SeqModel.initialValues(SMALL, THREE.withSeed(4), layout)));
  }

  @Test
  void forgetGateStartsOpenAndOtherBiasesAtZero() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = Seq2SeqModel.initialValues(SMALL, THREE, layout);
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
    float[] values = Seq2SeqModel.initialValues(relu, THREE, layout);
    assertArrayEquals(
        new float[] {0.5f, 0, 0, 0.5f},
        own(values, layout.entry("encoder.0.forward.hidden.weight")));
  }

  @Test
  void forgetGateStartsWhereItIsTold() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    float[] values = Seq2SeqModel.initialValues(SMALL, THREE.withForgetBias(-2), layout);
    float[] expected = new float[24];
    Arrays.fill(expected, 6, 12, -2);
    assertArrayEquals(expected, own(values, layout.entry("decoder.0.input.bias")));
  }

  @Test
  void orthogonalGatesKeepLengthsAndAngles() {
    ParameterLayout layout = ParameterLayout.of(SMALL, 7, 9);
    TrainingConfig orthogonal = THREE.withRecurrentStart(RecurrentStart.ORTHOGONAL);
    float[] values = Seq2SeqModel.initialValues(SMALL, orthogonal, layout);
    float[] gates = own(values, layout.entry("decoder.0.hidden.weight"));
    for (int gate = 0; gate < 4; gate++) {
      for (int one = 0; one < 6; one++) {
        for (int other = 0; other < 6; other++) {
          double product = 0;
          for (int i = 0; i < 6; i++) {
            product += gates[(gate * 6 + one) * 6 + i] * gates[(gate * 6 + other) * 6 + i];
          }
          assertEquals(one == other ? 1 : 0, product, 1e-6);
        }
      }
    }
    assertFalse(gates[0] == gates[36], "each gate has a matrix of its own");
    float[] bridge = own(values, layout.entry("bridge.0.hidden.weight"));
    assertTrue(bridge[0] * bridge[0] <= 6.0 / 12, "a bridge is not recurrent");
  }

  @Test
  void everyWeightStartsWithinTheGivenRange() {
    ModelConfig deep = SMALL.withDecoderLayers(2).withLayerNorm(true);
    ParameterLayout layout = ParameterLayout.of(deep, 7, 9);
    float[] values = Seq2SeqModel.initialValues(deep, THREE.withStartRange(0.08), layout);
    for (ParameterLayout.Entry entry : layout.entries()) {
      float[] own = own(values, entry);
      if (entry.name().endsWith(".norm.weight")) {
        float[] ones = new float[6];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, own, entry.name());
      } else if (!entry.name().endsWith(".bias")) {
        double greatest = 0;
        for (float value : own) {
          greatest = Math.max(greatest, Math.abs(value));
        }
        assertTrue(greatest > 0.05 && greatest <= 0.08, entry.name() + ": " + greatest);
      }
    }
  }

  @Test
  void sidesThatShareAnEmbeddingHaveOneVocabulary() {
    ModelConfig shared = SMALL.withTiedEmbeddings(true);
    ParameterLayout layout = ParameterLayout.of(shared, 9, 9);
    assertEquals(ParameterLayout.of(SMALL, 9, 9).parameters() - 9 * 5, layout.parameters());
    assertEquals(
        "model.tiedEmbeddings is true, but there are 7 source and 9 target pieces; allowed: one"
            + " vocabulary for both",
        assertThrows(IllegalArgumentException.class, () -> ParameterLayout.of(shared, 7, 9))
            .getMessage());
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
