package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.tensor.EngineExtension;

/** What the optimizer keeps on the device. */
@ExtendWith(EngineExtension.class)
class OptimizerStateTest {
  @Test
  void averageStartsAtTheParametersAndIsACopy(NDManager manager) {
    NDArray parameters = manager.create(new float[] {1, -2, 3});
    try (OptimizerState state = new OptimizerState(parameters, true, null)) {
      parameters.muli(2);
      assertArrayEquals(new float[] {1, -2, 3}, state.average().toFloatArray());
    }
    try (OptimizerState state = new OptimizerState(parameters, false, null)) {
      assertNull(state.average());
    }
  }

  @Test
  void snapshotAndDeviceDoNotShareMemory(NDManager manager) {
    NDArray parameters = manager.create(new float[] {1, -2});
    float[] first = {3, 4};
    try (OptimizerState state = new OptimizerState(parameters, true, null)) {
      state.restore(saved(first));
      first[0] = 99;
      state.secondMoment().addi(1);
      state.average().addi(1);
      TrainingState snapshot = state.snapshot(parameters, null, TrainingProgress.start(0.1));
      state.firstMoment().addi(1);

      assertArrayEquals(new float[] {1, -2}, snapshot.parameters());
      assertArrayEquals(new float[] {3, 4}, snapshot.firstMoment());
      assertArrayEquals(new float[] {6, 7}, snapshot.secondMoment());
      assertArrayEquals(new float[] {8, 9}, snapshot.average());
      assertEquals(12, snapshot.steps());
    }
  }

  private static TrainingState saved(float[] firstMoment) {
    return new TrainingState(
        new float[] {9, 9},
        firstMoment,
        new float[] {5, 6},
        new float[] {7, 8},
        null,
        12,
        TrainingProgress.start(0.1));
  }

  @Test
  void closingLeavesNoArrayBehind(NDManager manager) {
    NDArray parameters = manager.create(new float[] {1, -2});
    int before = manager.getManagedArrays().size();
    OptimizerState state = new OptimizerState(parameters, true, null);
    state.restore(saved(new float[] {3, 4}));
    state.close();
    assertEquals(before, manager.getManagedArrays().size());
  }
}
