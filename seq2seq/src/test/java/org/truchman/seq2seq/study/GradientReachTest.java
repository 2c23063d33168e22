package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.tensor.EngineExtension;

/**
 * Cells whose inputs weigh nothing stay in the state of zero, where their derivatives are known: 1
 * of tanh, one half of a gate without bias.
 */
@ExtendWith(EngineExtension.class)
class GradientReachTest {
  private static final GradientReach REACH = new GradientReach(6, 2, 4);
  private static final int H = 3;

  private static CellValues silent(CellType type) {
    int rows = CellWeights.gates(type) * H;
    return new CellValues(
        type, H, new float[rows * 2], new float[rows * H], new float[rows], new float[rows]);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.25})
  void aMultipleOfTheIdentityShrinksOrGrowsTheGradientByItAtEachStep(
      double scale, NDManager manager) {
    CellValues silent = silent(CellType.RNN_TANH);
    for (int unit = 0; unit < H; unit++) {
      silent.hidden()[unit * H + unit] = (float) scale;
    }
    double[] norms = REACH.of(silent, manager);
    for (int distance = 0; distance < 6; distance++) {
      assertEquals(Math.pow(scale, distance), norms[distance], 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 3})
  void theUpdateGateOfTheGruIsWhatIsLeftAtEachStep(double bias, NDManager manager) {
    double[] norms = REACH.of(silent(CellType.GRU).withKeepBias(bias), manager);
    for (int distance = 0; distance < 6; distance++) {
      assertEquals(Math.pow(sigmoid(bias), distance), norms[distance], 1e-9);
    }
  }

  /** Half of the gradient passes the output gate, from then on the forget gate decides. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 3})
  void theForgetGateOfTheLstmIsWhatIsLeftAtEachStep(double bias, NDManager manager) {
    double[] norms = REACH.of(silent(CellType.LSTM).withKeepBias(bias), manager);
    assertEquals(1, norms[0], 1e-9);
    for (int distance = 1; distance < 6; distance++) {
      assertEquals(Math.pow(sigmoid(bias), distance) / 2, norms[distance], 1e-9);
    }
  }

  @Test
  void aSteepGateThatIsOpenLetsMoreThrough(NDManager manager) {
    CellValues steep = silent(CellType.GRU).withKeepBias(1).withSteepGates(4);
    assertEquals(Math.pow(sigmoid(4), 5), REACH.of(steep, manager)[5], 1e-9);
  }

  @Test
  void nothingIsLeftOnTheManager(NDManager manager) {
    REACH.of(silent(CellType.LSTM), manager);
    assertEquals(0, manager.getManagedArrays().size());
  }

  @Test
  void noStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new GradientReach(0, 1, 1));
  }
}
