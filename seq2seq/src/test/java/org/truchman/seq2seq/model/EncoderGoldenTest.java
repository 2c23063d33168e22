package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.GoldenRecurrence;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * The encoder of one and of two layers against PyTorch's packed sequences. Every position has an
 * embedding of its own, so the embedding's gradient is the input's.
 */
@ExtendWith(EngineExtension.class)
class EncoderGoldenTest {
  private static final GoldenRecurrence GOLDEN = GoldenRecurrence.read();

  static Stream<GoldenRecurrence.Case> cases() {
    return GOLDEN.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void encoderIsThatOfPackedSequences(GoldenRecurrence.Case golden, NDManager manager) {
    List<String> names = names(golden);
    List<NDArray> inputs = new ArrayList<>();
    inputs.add(
        manager.create(GOLDEN.x(), new Shape(GOLDEN.batch() * GOLDEN.steps(), GOLDEN.input())));
    names.forEach(name -> inputs.add(weight(golden, name, manager)));
    EncoderMemory[] memory = new EncoderMemory[1];
    List<NDArray> gradients =
        Autograd.gradients(
            inputs,
            leaves -> {
              memory[0] = encode(golden, leaves, manager);
              return loss(golden, memory[0]);
            });

    assertStates(golden, memory[0]);
    Close.assertRelative(
        "input gradient", golden.inputGradient(), gradients.get(0).toFloatArray(), 2e-6);
    for (int i = 0; i < names.size(); i++) {
      Close.assertRelative(
          names.get(i),
          golden.weightGradients().get(names.get(i)),
          gradients.get(i + 1).toFloatArray(),
          2e-6);
    }
  }

  private static void assertStates(GoldenRecurrence.Case golden, EncoderMemory memory) {
    Close.assertWithin("states", golden.outputs(), memory.states().toFloatArray(), 1e-6);
    boolean lstm = golden.cellType() == CellType.LSTM;
    assertEquals(golden.layers(), memory.hidden().size());
    assertEquals(lstm ? golden.layers() : 0, memory.cells().size());
    for (int layer = 0; layer < golden.layers(); layer++) {
      float[] hidden = memory.hidden().get(layer).toFloatArray();
      Close.assertWithin("hidden of layer " + layer, golden.hidden().get(layer), hidden, 1e-6);
      if (lstm) {
        float[] cell = memory.cells().get(layer).toFloatArray();
        Close.assertWithin("cell of layer " + layer, golden.cell().get(layer), cell, 1e-6);
      }
    }
    assertEquals(memory.hidden().get(golden.layers() - 1), memory.summary());
  }

  /** PyTorch's names of all weights: layer by layer, forward before backward. */
  private static List<String> names(GoldenRecurrence.Case golden) {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < golden.layers(); layer++) {
      for (int direction = 0; direction < golden.directions(); direction++) {
        names.addAll(GoldenRecurrence.Case.names(layer, direction));
      }
    }
    return names;
  }

  private static NDArray weight(GoldenRecurrence.Case golden, String name, NDManager manager) {
    float[] values = golden.weights().get(name);
    int rows = CellWeights.gates(golden.cellType()) * GOLDEN.units();
    boolean matrix = name.startsWith("weight");
    return manager.create(values, matrix ? new Shape(rows, values.length / rows) : new Shape(rows));
  }

  private static EncoderMemory encode(
      GoldenRecurrence.Case golden, List<NDArray> leaves, NDManager manager) {
    Map<String, NDArray> weights = new HashMap<>();
    weights.put("source.embedding", leaves.get(0));
    List<String> names = ourNames(golden);
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), leaves.get(i + 1));
    }
    int[] ids = IntStream.range(0, GOLDEN.batch() * GOLDEN.steps()).toArray();
    return new Encoder(config(golden))
        .encode(new Weights(weights), TokenTensor.of(manager, ids, GOLDEN.lengths()), Regime.EXACT);
  }

  private static List<String> ourNames(GoldenRecurrence.Case golden) {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < golden.layers(); layer++) {
      for (int direction = 0; direction < golden.directions(); direction++) {
        String prefix = "encoder." + layer + (direction == 0 ? ".forward" : ".backward");
        names.addAll(
            List.of(
                prefix + ".input.weight", prefix + ".hidden.weight",
                prefix + ".input.bias", prefix + ".hidden.bias"));
      }
    }
    return names;
  }

  private static ModelConfig config(GoldenRecurrence.Case golden) {
    return ModelConfig.delayed()
        .withCell(golden.cellType())
        .withEmbeddingSize(GOLDEN.input())
        .withHiddenSize(GOLDEN.units() * 2)
        .withBidirectional(golden.directions() == 2)
        .withEncoderLayers(golden.layers());
  }

  private static NDArray loss(GoldenRecurrence.Case golden, EncoderMemory memory) {
    NDArray loss = weighed(memory.states(), golden.outputFactors());
    for (int layer = 0; layer < golden.layers(); layer++) {
      loss = loss.add(weighed(memory.hidden().get(layer), golden.hiddenFactors().get(layer)));
      if (golden.cellType() == CellType.LSTM) {
        loss = loss.add(weighed(memory.cells().get(layer), golden.cellFactors().get(layer)));
      }
    }
    return loss;
  }

  private static NDArray weighed(NDArray values, float[] factors) {
    return values.mul(values.getManager().create(factors, values.getShape())).sum();
  }
}
