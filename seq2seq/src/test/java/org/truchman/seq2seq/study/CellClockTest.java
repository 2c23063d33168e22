package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class CellClockTest {
  @ParameterizedTest
  @EnumSource
  void everyCellTakesItsTime(CellType cell, NDManager manager) {
    CellClock.Time time = new CellClock(2, 3, 1).of(cell, 4, manager);
    assertTrue(time.reading() > 0 && time.reading() < 1000, () -> "reading " + time);
    assertTrue(time.learning() > 0 && time.learning() < 1000, () -> "learning " + time);
    assertEquals(0, manager.getManagedArrays().size());
  }

  @Test
  void noTriesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CellClock(1, 1, 0));
  }
}
