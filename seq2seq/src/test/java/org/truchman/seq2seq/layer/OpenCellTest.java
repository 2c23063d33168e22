package org.truchman.seq2seq.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.layer.OpenCell.Gate;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Products;

/** Cells whose gates are shown compute what the fused ones do. */
@ExtendWith(EngineExtension.class)
class OpenCellTest {
  private static final int STEPS = 4;
  private static final int INPUTS = 3;
  private static final int UNITS = 5;

  private static NDArray draw(NDManager manager, Random random, long... shape) {
    return manager.create(Draw.uniform(random, 1, (int) new Shape(shape).size()), new Shape(shape));
  }

  private static CellWeights weights(NDManager manager, Random random, CellType type) {
    int rows = CellWeights.gates(type) * UNITS;
    return new CellWeights(
        draw(manager, random, rows, INPUTS),
        draw(manager, random, rows, UNITS),
        draw(manager, random, rows),
        draw(manager, random, rows));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void statesAreThoseOfTheFusedCell(CellType type, NDManager manager) {
    Random random = new Random(5);
    CellWeights weights = weights(manager, random, type);
    NDArray x = draw(manager, random, 1, STEPS, INPUTS);
    NDArray hidden = draw(manager, random, 1, UNITS);
    NDArray cell = type == CellType.LSTM ? draw(manager, random, 1, UNITS) : null;
    StepRecurrence.Output fused =
        StepRecurrence.run(new StepRecurrence.Kind(type, Products.FULL), x, hidden, cell, weights);
    NDArray state = hidden;
    NDArray inner = cell;
    for (int t = 0; t < STEPS; t++) {
      OpenCell.Step step = OpenCell.step(type, x.get(":," + t), state, inner, weights);
      state = step.hidden();
      inner = step.cell();
      Close.assertWithin("step " + t, fused.outputs().get(":," + t), state, 1e-6);
    }
    if (type == CellType.LSTM) {
      Close.assertWithin("cell", fused.cell(), inner, 1e-6);
    } else {
      assertNull(inner);
    }
  }

  /** One unit, no weights, so that the biases alone decide: sigma(ln 3) = 3/4. */
  @Test
  void lstmGatesAreInTheEnginesOrder(NDManager manager) {
    float open = (float) Math.log(3);
    CellWeights weights =
        new CellWeights(
            manager.zeros(new Shape(4, 1)),
            manager.zeros(new Shape(4, 1)),
            manager.create(new float[] {open, -open, 0, 0}),
            manager.zeros(new Shape(4)));
    NDArray zero = manager.zeros(new Shape(1, 1));
    NDArray one = manager.ones(new Shape(1, 1));
    OpenCell.Step step = OpenCell.step(CellType.LSTM, zero, zero, one, weights);
    assertEquals(0.75, step.gates().get(Gate.INPUT).toFloatArray()[0], 1e-6);
    assertEquals(0.25, step.gates().get(Gate.FORGET).toFloatArray()[0], 1e-6);
    assertEquals(0.5, step.gates().get(Gate.OUTPUT).toFloatArray()[0], 1e-6);
    assertEquals(0.25, step.cell().toFloatArray()[0], 1e-6);
    assertEquals(0.5 * Math.tanh(0.25), step.hidden().toFloatArray()[0], 1e-6);
  }

  @Test
  void gruKeepsWhatItsUpdateGateSays(NDManager manager) {
    float open = (float) Math.log(3);
    CellWeights weights =
        new CellWeights(
            manager.zeros(new Shape(3, 1)),
            manager.zeros(new Shape(3, 1)),
            manager.create(new float[] {-open, open, 0}),
            manager.zeros(new Shape(3)));
    NDArray zero = manager.zeros(new Shape(1, 1));
    NDArray one = manager.ones(new Shape(1, 1));
    OpenCell.Step step = OpenCell.step(CellType.GRU, zero, one, null, weights);
    Map<Gate, NDArray> gates = step.gates();
    assertEquals(Set.of(Gate.RESET, Gate.UPDATE), gates.keySet());
    assertEquals(0.25, gates.get(Gate.RESET).toFloatArray()[0], 1e-6);
    assertEquals(0.75, gates.get(Gate.UPDATE).toFloatArray()[0], 1e-6);
    assertEquals(0.75, step.hidden().toFloatArray()[0], 1e-6);
  }
}
