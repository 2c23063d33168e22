package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;

class EqualSizeTest {
  private static final ModelConfig LSTM =
      ModelConfig.defaults().withEmbeddingSize(64).withHiddenSize(128);

  @ParameterizedTest
  @EnumSource
  void everyCellHasAsManyParametersButForAPercent(CellType cell) {
    ModelConfig other = EqualSize.with(LSTM, cell, 500);
    assertEquals(cell, other.cell());
    double ratio = (double) EqualSize.parameters(other, 500) / EqualSize.parameters(LSTM, 500);
    assertEquals(1, ratio, 0.01);
    assertEquals(0, other.hiddenSize() % 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"GRU", "RNN_TANH"})
  void fewerGatesMakeRoomForMoreUnits(CellType cell) {
    assertTrue(EqualSize.with(LSTM, cell, 500).hiddenSize() > LSTM.hiddenSize());
  }
}
