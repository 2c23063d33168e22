package org.truchman.seq2seq.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/** One padded layer against PyTorch's packed sequences. */
@ExtendWith(EngineExtension.class)
class PaddedRecurrenceGoldenTest {
  private static final GoldenRecurrence GOLDEN = GoldenRecurrence.read();

  static Stream<GoldenRecurrence.Case> singleLayers() {
    return GOLDEN.cases().stream().filter(golden -> golden.layers() == 1);
  }

  @Test
  void goldenNumbersCoverEveryCellInBothDirections() {
    assertTrue(GOLDEN.tool().startsWith("torch "), GOLDEN.tool());
    assertEquals(2 * CellType.values().length, singleLayers().count());
  }

  @ParameterizedTest
  @MethodSource("singleLayers")
  void layerIsThatOfPackedSequences(GoldenRecurrence.Case golden, NDManager manager) {
    List<NDArray> inputs = inputs(golden, manager);
    PaddedRecurrence.Output[] output = new PaddedRecurrence.Output[1];
    List<NDArray> gradients =
        Autograd.gradients(
            inputs,
            leaves -> {
              output[0] = run(golden, leaves);
              return loss(golden, output[0]);
            });

    Close.assertWithin("outputs", golden.outputs(), output[0].outputs().toFloatArray(), 1e-6);
    Close.assertWithin("hidden", golden.hidden().get(0), output[0].hidden().toFloatArray(), 1e-6);
    if (golden.cell() == null) {
      assertNull(output[0].cell());
    } else {
      Close.assertWithin("cell", golden.cell().get(0), output[0].cell().toFloatArray(), 1e-6);
    }
    Close.assertRelative(
        "input gradient", golden.inputGradient(), gradients.get(0).toFloatArray(), 2e-6);
    List<String> names = names(golden);
    for (int i = 0; i < names.size(); i++) {
      Close.assertRelative(
          names.get(i),
          golden.weightGradients().get(names.get(i)),
          gradients.get(i + 1).toFloatArray(),
          2e-6);
    }
  }

  private static List<String> names(GoldenRecurrence.Case golden) {
    List<String> names = new ArrayList<>();
    for (int direction = 0; direction < golden.directions(); direction++) {
      names.addAll(GoldenRecurrence.Case.names(0, direction));
    }
    return names;
  }

  private static List<NDArray> inputs(GoldenRecurrence.Case golden, NDManager manager) {
    List<NDArray> inputs = new ArrayList<>();
    inputs.add(
        manager.create(GOLDEN.x(), new Shape(GOLDEN.batch(), GOLDEN.steps(), GOLDEN.input())));
    int rows = CellWeights.gates(golden.cellType()) * GOLDEN.units();
    for (String name : names(golden)) {
      float[] values = golden.weights().get(name);
      boolean matrix = name.startsWith("weight");
      Shape shape = matrix ? new Shape(rows, values.length / rows) : new Shape(rows);
      inputs.add(manager.create(values, shape));
    }
    return inputs;
  }

  private static PaddedRecurrence.Output run(GoldenRecurrence.Case golden, List<NDArray> leaves) {
    NDArray x = leaves.get(0);
    List<CellWeights> directions = new ArrayList<>();
    for (int i = 1; i < leaves.size(); i += 4) {
      directions.add(
          new CellWeights(leaves.get(i), leaves.get(i + 1), leaves.get(i + 2), leaves.get(i + 3)));
    }
    int[] ids = new int[GOLDEN.batch() * GOLDEN.steps()];
    TokenTensor tokens = TokenTensor.of(x.getManager(), ids, GOLDEN.lengths());
    return PaddedRecurrence.run(golden.cellType(), x, tokens, directions, Products.FULL);
  }

  private static NDArray loss(GoldenRecurrence.Case golden, PaddedRecurrence.Output output) {
    NDArray loss =
        weighed(output.outputs(), golden.outputFactors())
            .add(weighed(output.hidden(), golden.hiddenFactors().get(0)));
    return output.cell() == null
        ? loss
        : loss.add(weighed(output.cell(), golden.cellFactors().get(0)));
  }

  private static NDArray weighed(NDArray values, float[] factors) {
    return values.mul(values.getManager().create(factors, values.getShape())).sum();
  }
}
