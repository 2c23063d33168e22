package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import org.truchman.seq2seq.config.SegmentStart;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.training.TrainingProgress;

@ExtendWith(EngineExtension.class)
class CarriedStateTest {
  private static final int ROWS = 2;

  private static float[] read(LanguageModel model, NDManager step, int... widths) {
    Weights weights = model.parameters().weights(model.parameters().vector());
    int[] text = TinyModel.text(ROWS * 12, 9);
    DecoderState state = model.start(step, ROWS);
    float[] all = new float[ROWS * 12 * 3];
    int from = 0;
    for (int width : widths) {
      long[] input = new long[ROWS * width];
      for (int i = 0; i < input.length; i++) {
        input[i] = text[i / width * 12 + from + i % width];
      }
      NDArray ids = step.create(input, new Shape(ROWS, width));
      LanguageModel.Reading reading = model.read(weights, ids, state, Regime.EXACT);
      float[] rows = reading.rows().toFloatArray();
      for (int row = 0; row < ROWS; row++) {
        System.arraycopy(rows, row * width * 3, all, (row * 12 + from) * 3, width * 3);
      }
      state = reading.state();
      from += width;
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void segmentsWithACarriedStateReadAsOneUnbrokenSequence(CellType cell, NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, cell, false);
        NDManager step = manager.newSubManager()) {
      float[] unbroken = read(model, step, 12);
      assertArrayEquals(unbroken, read(model, step, 5, 4, 3), 1e-6f);
      assertArrayEquals(unbroken, read(model, step, 1, 1, 10), 1e-6f);
    }
  }

  private static TrainingConfig frozen() {
    LanguageModelConfiguration config =
        LanguageModelJson.with(
            LanguageModelConfiguration.defaults(), Map.of("training.learningRate", "1e-30"));
    return config.training().shared();
  }

  private static LanguageCourse course(LanguageModel model, int steps, SegmentStart start) {
    TextRows rows = new TextRows(TinyModel.text(ROWS * 12, 9), ROWS, steps);
    return new LanguageCourse(model, frozen(), rows, start, vector -> null);
  }

  private static TrainingProgress at(int epoch, int batch) {
    return new TrainingProgress(batch, epoch, batch, 1e-30, null, 0, 0, 0, 0, null);
  }

  @Test
  void updatesHandTheStateOnUntilTheEpochEnds(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false);
        LanguageCourse whole = course(model, 12, SegmentStart.CARRIED);
        LanguageCourse parts = course(model, 5, SegmentStart.CARRIED)) {
      whole.update(at(1, 0), 1e-30);
      for (int batch = 0; batch < 3; batch++) {
        parts.update(at(1, batch), 1e-30);
      }
      assertEquals(3, parts.batches(1));
      assertArrayEquals(whole.carried(), parts.carried(), 1e-6f);
      float[] first = whole.carried();
      whole.update(at(2, 0), 1e-30);
      assertArrayEquals(first, whole.carried(), "the next epoch begins at zero");
    }
  }

  @Test
  void aStateThatWasStoredGoesOnAsIfItHadNotBeen(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false);
        LanguageCourse straight = course(model, 5, SegmentStart.CARRIED);
        LanguageCourse resumed = course(model, 5, SegmentStart.CARRIED)) {
      straight.update(at(1, 0), 1e-30);
      resumed.carry(straight.carried());
      straight.update(at(1, 1), 1e-30);
      resumed.update(at(1, 1), 1e-30);
      assertArrayEquals(straight.carried(), resumed.carried());
    }
  }

  @Test
  void aStateOfZeroKnowsNothingOfTheSegmentBefore(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.GRU, false);
        LanguageCourse zero = course(model, 5, SegmentStart.ZERO)) {
      zero.update(at(1, 0), 1e-30);
      assertEquals(null, zero.carried());
    }
  }

  @Test
  void noArrayIsLeftBehindByUpdates(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, true);
        LanguageCourse course = course(model, 3, SegmentStart.CARRIED)) {
      course.update(at(1, 0), 1e-30);
      int before = model.manager().getManagedArrays().size();
      for (int batch = 1; batch < 4; batch++) {
        course.update(at(1, batch), 1e-30);
      }
      assertEquals(before, model.manager().getManagedArrays().size());
    }
  }
}
