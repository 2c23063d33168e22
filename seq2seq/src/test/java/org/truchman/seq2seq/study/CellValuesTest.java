package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;

class CellValuesTest {
  private static final int H = 5;
  private static final int I = 3;

  private static float[] gate(float[] bias, int gate) {
    return Arrays.copyOfRange(bias, gate * H, (gate + 1) * H);
  }

  @Test
  void anIdentityKeepsTheStateAsItIs() {
    CellValues cell = CellValues.usual(CellType.RNN_RELU, I, H, 1).withIdentity(1, 2);
    for (int row = 0; row < H; row++) {
      for (int column = 0; column < H; column++) {
        assertEquals(row == column ? 1 : 0, cell.hidden()[row * H + column]);
      }
    }
    for (float input : cell.input()) {
      assertTrue(Math.abs(input) < 0.01, "an input weight of " + input);
    }
  }

  @Test
  void timesToForgetLieBetweenOneStepAndTheGap() {
    float[] bias = CellValues.usual(CellType.LSTM, I, H, 1).withTimes(100, 2).inputBias();
    for (int unit = 0; unit < H; unit++) {
      float forget = gate(bias, 1)[unit];
      assertTrue(forget >= 0 && forget <= Math.log(99), "a forget bias of " + forget);
      assertEquals(-forget, gate(bias, 0)[unit]);
    }
  }

  @Test
  void theGruKeepsByItsUpdateGate() {
    float[] bias = CellValues.usual(CellType.GRU, I, H, 1).withKeepBias(2.5).inputBias();
    assertArrayEquals(new float[H], gate(bias, 0));
    assertArrayEquals(new float[] {2.5f, 2.5f, 2.5f, 2.5f, 2.5f}, gate(bias, 1));
    assertArrayEquals(new float[H], gate(bias, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void onlyGatesBecomeSteep(CellType type) {
    CellValues cell = CellValues.usual(type, I, H, 1);
    CellValues steep = cell.withSteepGates(3);
    for (int i = 0; i < cell.input().length; i++) {
      boolean gate = i / (H * I) != 2;
      assertEquals(cell.input()[i] * (gate ? 3 : 1), steep.input()[i], 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RNN_TANH", "RNN_RELU"})
  void whatHasNoGatesIsRefusedByName(CellType type) {
    CellValues cell = CellValues.usual(type, I, H, 1);
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> cell.withTimes(100, 1));
    assertTrue(refusal.getMessage().contains(type.name()), refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> cell.withKeepBias(1));
    assertThrows(IllegalArgumentException.class, () -> cell.withSteepGates(2));
  }

  @Test
  void whatHasManyMatricesTakesNoIdentity() {
    CellValues cell = CellValues.usual(CellType.GRU, I, H, 1);
    assertThrows(IllegalArgumentException.class, () -> cell.withIdentity(1, 1));
    assertThrows(IllegalArgumentException.class, () -> cell.withGain(1, 1));
  }

  @Test
  void timesToForgetAskForAGap() {
    CellValues cell = CellValues.usual(CellType.GRU, I, H, 1);
    assertThrows(IllegalArgumentException.class, () -> cell.withTimes(2, 1));
  }
}
