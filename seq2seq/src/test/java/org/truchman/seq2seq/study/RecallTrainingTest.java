package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class RecallTrainingTest {
  private static final RecallTask SHORT = new RecallTask(3, 2, 4);

  private static RecallSettings settings(CellType cell, int updates, int interval) {
    Configuration configuration =
        ConfigurationJson.with(
            Configuration.defaults(),
            Map.of(
                "training.batchSize", "20",
                "training.learningRate", "0.01",
                "training.clipNorm", "1",
                "training.maxUpdates", Integer.toString(updates)));
    return new RecallSettings(
        cell, 16, UnaryOperator.identity(), configuration.training(), interval);
  }

  @ParameterizedTest
  @EnumSource
  void everyCellLearnsToRecallOverAFewSteps(CellType cell, NDManager manager) {
    RecallTraining.Result result = RecallTraining.run(SHORT, settings(cell, 1000, 20), manager);
    assertTrue(result.learnt(), () -> cell + " got to " + result.accuracy());
    assertTrue(result.accuracy() > 0.98, () -> cell + " got to " + result.accuracy());
    assertEquals(result.updates(), result.looks().get(result.looks().size() - 1).update());
    assertEquals(0, result.skipped());
  }

  @Test
  void whoHasNotLearntGuesses(NDManager manager) {
    RecallTraining.Result result =
        RecallTraining.run(SHORT, settings(CellType.LSTM, 1, 1), manager);
    assertFalse(result.learnt());
    assertEquals(1, result.updates());
    assertTrue(result.accuracy() < 0.9, () -> "after one update " + result.accuracy());
    assertEquals(Math.log(6), result.looks().get(0).loss(), 1);
  }

  @Test
  void theSeedDecidesTheCourse(NDManager manager) {
    RecallSettings settings = settings(CellType.GRU, 10, 5);
    RecallTraining.Result one = RecallTraining.run(SHORT, settings, manager);
    RecallTraining.Result other = RecallTraining.run(SHORT, settings, manager);
    assertEquals(one.looks(), other.looks());
    assertArrayEquals(one.cell().hidden(), other.cell().hidden());
  }

  @Test
  void theCellBeginsAsItIsTold(NDManager manager) {
    RecallSettings usual = settings(CellType.LSTM, 1, 1);
    RecallSettings open =
        new RecallSettings(CellType.LSTM, 16, cell -> cell.withKeepBias(7), usual.training(), 1);
    float[] bias = RecallTraining.run(SHORT, open, manager).cell().inputBias();
    for (int unit = 16; unit < 32; unit++) {
      assertEquals(7, bias[unit], 0.02); // one step of Adam is not longer than 0.01
    }
  }

  @Test
  void nothingIsLeftOnTheManager(NDManager manager) {
    RecallTraining.run(SHORT, settings(CellType.LSTM, 2, 1), manager);
    assertEquals(0, manager.getManagedArrays().size());
  }

  @Test
  void aTrainingWithoutAnEndIsRefused() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> settings(CellType.LSTM, 0, 1));
    assertTrue(refusal.getMessage().contains("maxUpdates"), refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> settings(CellType.LSTM, 1, 0));
  }
}
