package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.training.OptimizerState;

/** Plain gradient descent takes out the rows of a large embedding that a segment reads. */
@ExtendWith(EngineExtension.class)
class ReadRowsTest {
  private static final int ROWS = 2;
  private static final int STEPS = 5;
  private static final int WIDTH = 8;

  /** Enough for an embedding that has a range of its own. */
  private static final int PIECES = 8200;

  private static final TrainingConfig PLAIN =
      LanguageModelConfiguration.defaults().training().shared().withClipNorm(0.5);

  /** So little of the first moment stays that it is gone, but every row has one. */
  private static final TrainingConfig ALL_ROWS = PLAIN.withMomentum(1e-30);

  private final LanguageModelConfig shape =
      new LanguageModelConfig(CellType.LSTM, 1, WIDTH, 3, false);
  private final ParameterLayout layout = ParameterLayout.ofLanguageModel(shape, PIECES);
  private final float[] start = LanguageModel.initialValues(shape, layout, 0.5, 7);

  /** Pieces are read twice, so that a row has more than one share of its gradient. */
  private final TextRows text =
      new TextRows(new Random(4).ints(ROWS * STEPS * 2, 3, 12).toArray(), ROWS, STEPS);

  private float[] after(NDManager manager, TrainingConfig config, float[] values) {
    try (LanguageModel model = new LanguageModel(manager, shape, layout, values);
        OptimizerState state = OptimizerState.of(model.parameters(), config);
        NDManager carried = manager.newSubManager()) {
      SegmentStep step = new SegmentStep(model, state, config);
      step.run(text.segment(1), model.start(carried, ROWS), 1, 0.7, carried);
      return model.parameters().vector().toFloatArray();
    }
  }

  @Test
  void parametersMoveAsIfAllRowsHadAGradient(NDManager manager) {
    float[] expected = after(manager, ALL_ROWS, start);
    assertArrayEquals(expected, after(manager, PLAIN, start), 1e-7f);
  }

  @Test
  void rowsThatAreReadMoveAndNoOthers(NDManager manager) {
    float[] found = after(manager, PLAIN, start);
    Set<Long> read = Arrays.stream(text.segment(1).input()).boxed().collect(Collectors.toSet());
    int from = layout.entry(LanguageModel.EMBEDDING).offset();
    for (int piece = 0; piece < PIECES; piece++) {
      int place = from + piece * WIDTH;
      float[] before = Arrays.copyOfRange(start, place, place + WIDTH);
      float[] now = Arrays.copyOfRange(found, place, place + WIDTH);
      if (read.contains((long) piece)) {
        assertNotEquals(Arrays.toString(before), Arrays.toString(now), "row " + piece);
      } else {
        assertArrayEquals(before, now, "row " + piece);
      }
    }
    assertEquals(layout.size(), found.length);
  }

  @Test
  void theEmbeddingHasAGradientOfThoseRowsOnly(NDManager manager) {
    try (LanguageModel model = new LanguageModel(manager, shape, layout, start);
        OptimizerState state = OptimizerState.of(model.parameters(), PLAIN);
        NDManager step = manager.newSubManager()) {
      SegmentStep.Result result =
          new SegmentStep(model, state, PLAIN)
              .gradient(step, text.segment(1), model.start(step, ROWS));
      long[] read = Arrays.stream(text.segment(1).input()).sorted().distinct().toArray();
      assertArrayEquals(read, result.gradient().rows().numbers().toLongArray());
      assertEquals(read.length * WIDTH, result.gradient().gradients().get(0).size());
    }
  }

  @Test
  void anUpdateThatIsSkippedLeavesThemAsTheyWere(NDManager manager) {
    float[] broken = start.clone();
    broken[layout.entry("output.bias").offset()] = Float.NaN;
    assertArrayEquals(broken, after(manager, PLAIN, broken));
  }
}
