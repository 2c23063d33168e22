package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.tensor.EngineExtension;

/** Gradient descent, weight decay, and the running sums, against arithmetic. */
@ExtendWith(EngineExtension.class)
class UpdateOperatorsTest {
  private NDManager manager;
  private ScriptedOperators operators;
  private NDArray parameters;
  private NDArray momentum;
  private NDArray steps;

  @BeforeEach
  void open(NDManager manager) {
    this.manager = manager;
    operators = ScriptedOperators.open(manager);
    parameters = manager.create(new float[] {1, -2, 4});
    momentum = manager.zeros(new Shape(3));
    steps = manager.zeros(new Shape());
  }

  @AfterEach
  void close() {
    operators.close();
  }

  private NDArray found(float norm, float bad) {
    return manager.create(new float[] {norm, bad});
  }

  private void descend(float[] gradient, double clip, double share) {
    NDArray copy = manager.create(gradient);
    NDArray found = operators.inspect(manager, new NDList(copy), manager.create(1f));
    operators.gradientDescent(
        manager,
        new ScriptedOperators.UpdateVectors(
            new NDList(parameters),
            new NDList(copy),
            new NDList(momentum),
            new NDList(momentum),
            steps,
            found),
        0.5,
        clip,
        share);
  }

  @Test
  void descentGoesDownTheGradient() {
    descend(new float[] {2, 0, -4}, Double.POSITIVE_INFINITY, 0);
    assertArrayEquals(new float[] {0, -2, 6}, parameters.toFloatArray(), 1e-6f);
    assertEquals(1f, steps.getFloat());
  }

  @Test
  void descentClipsByTheNorm() {
    descend(new float[] {3, 0, 4}, 2.5, 0); // norm 5, so half of it
    assertArrayEquals(new float[] {1 - 0.75f, -2, 4 - 1}, parameters.toFloatArray(), 1e-6f);
  }

  @Test
  void momentumGoesOn() {
    descend(new float[] {1, 0, 0}, Double.POSITIVE_INFINITY, 0.5);
    descend(new float[] {1, 0, 0}, Double.POSITIVE_INFINITY, 0.5);
    // m is 1, then 0.5 + 1; the parameter falls by half of each.
    assertEquals(1 - 0.5f - 0.75f, parameters.getFloat(0), 1e-6f);
    assertEquals(1.5f, momentum.getFloat(0), 1e-6f);
  }

  @Test
  void descentLeavesOutWhatIsNotFinite() {
    descend(new float[] {Float.NaN, 0, 1}, 1, 0.5);
    assertArrayEquals(new float[] {1, -2, 4}, parameters.toFloatArray());
    assertArrayEquals(new float[3], momentum.toFloatArray());
    assertEquals(0f, steps.getFloat());
  }

  @Test
  void decayTakesItsShareWhereTheMaskIsOne() {
    NDArray mask = manager.create(new float[] {1, 0, 1});
    operators.shrink(manager, parameters, mask, found(3, 0), 0.25);
    assertArrayEquals(new float[] {0.75f, -2, 3}, parameters.toFloatArray());
    operators.shrink(manager, parameters, mask, found(3, 1), 0.25);
    assertArrayEquals(new float[] {0.75f, -2, 3}, parameters.toFloatArray());
    operators.shrink(manager, parameters, mask, found(3, 1), 3e38); // times 3 is more than a float
    assertArrayEquals(new float[] {0.75f, -2, 3}, parameters.toFloatArray());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 1, 0",
    "NaN, 4, 1, 1",
    "3, Infinity, 1, 1",
    "3, 4, NaN, 1",
    "3, 4, -Infinity, 1"
  })
  void inspectionWantsAFiniteNormAndAFiniteLoss(float a, float b, float loss, float bad) {
    NDArray gradient = manager.create(new float[] {a, b});
    NDArray found = operators.inspect(manager, new NDList(gradient), manager.create(loss));
    assertEquals(bad, found.getFloat(1));
    if (bad == 0) {
      assertEquals(5f, found.getFloat(0), 1e-6f);
    }
  }

  @Test
  void normIsThatOfAllRangesTogether() {
    NDList ranges =
        new NDList(manager.create(new float[] {2, 4}), manager.create(new float[] {-5, 2}));
    NDArray found = operators.inspect(manager, ranges, manager.create(1f));
    assertEquals(7f, found.getFloat(0), 1e-6f); // 4 + 16 + 25 + 4 = 49
  }

  @Test
  void sumsLeaveOutSkippedUpdatesAndCountThem() {
    NDArray sums = manager.zeros(new Shape(6));
    boolean[] bad = {false, true, true, false, true};
    for (int i = 0; i < bad.length; i++) {
      NDArray nll = manager.create(new float[] {bad[i] ? Float.NaN : 10 + i});
      NDArray found = found(bad[i] ? Float.NaN : 2, bad[i] ? 1 : 0);
      operators.tally(manager, sums, new ScriptedOperators.Tally(nll, found, 5, i + 1, 3));
    }
    assertArrayEquals(new float[] {23, 10, 4, 3, 1, 0}, sums.toFloatArray());
  }

  @Test
  void sumsNameTheUpdateThatMadeTooManyInARow() {
    NDArray sums = manager.zeros(new Shape(6));
    int[] bad = {1, 0, 1, 1, 1, 1, 0, 1, 1, 1};
    for (int i = 0; i < bad.length; i++) {
      NDArray nll = manager.create(new float[] {1});
      ScriptedOperators.Tally tally =
          new ScriptedOperators.Tally(nll, found(1, bad[i]), 1, 100 + i, 3);
      operators.tally(manager, sums, tally);
    }
    // Updates 102, 103 and 104 are the first three in a row.
    assertEquals(104f, sums.getFloat(5));
    assertEquals(3f, sums.getFloat(4));
  }
}
