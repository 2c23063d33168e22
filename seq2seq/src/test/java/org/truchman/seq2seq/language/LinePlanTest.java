package org.truchman.seq2seq.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.config.DetectorTrainingConfig;

class LinePlanTest {
  private static final DetectorTrainingConfig CONFIG =
      DetectorJson.with(
              DetectorConfiguration.defaults(),
              Map.of(
                  "training.batchSize", "3",
                  "training.maxLength", "12",
                  "training.minLength", "4"))
          .training();

  /** Line n has n + 1 characters, all of them n + 10, and the label n % 2. */
  private static LabelledLines lines(int count) {
    List<int[]> characters = new ArrayList<>();
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      int[] line = new int[n + 1];
      Arrays.fill(line, n + 10);
      characters.add(line);
      labels[n] = n % 2;
    }
    return new LabelledLines(characters, labels);
  }

  @Test
  void everyLineStandsInEachEpochOnceBesideItsLabel() {
    LinePlan plan = new LinePlan(lines(20), CONFIG);
    assertEquals(7, plan.batches());
    for (int epoch = 1; epoch <= 3; epoch++) {
      List<LabelledLines> batches = plan.epoch(epoch);
      assertEquals(7, batches.size());
      List<Integer> seen = new ArrayList<>();
      for (LabelledLines batch : batches) {
        for (int i = 0; i < batch.size(); i++) {
          int line = batch.characters().get(i)[0] - 10;
          assertEquals(line % 2, batch.labels()[i]);
          seen.add(line);
        }
      }
      seen.sort(null);
      assertEquals(IntStream.range(0, 20).boxed().toList(), seen);
    }
  }

  @Test
  void partsAreAsLongAsIsAllowed() {
    boolean cut = false;
    for (LabelledLines batch : new LinePlan(lines(20), CONFIG).epoch(1)) {
      for (int[] part : batch.characters()) {
        int whole = Math.min(12, part[0] - 9);
        assertTrue(part.length <= whole && part.length >= Math.min(4, whole));
        cut |= part.length < whole;
      }
    }
    assertTrue(cut, "no line was cut to a part");
  }

  @Test
  void anEpochIsAFunctionOfItsNumber() {
    List<LabelledLines> once = new LinePlan(lines(20), CONFIG).epoch(2);
    List<LabelledLines> again = new LinePlan(lines(20), CONFIG).epoch(2);
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(once.get(i).labels(), again.get(i).labels());
      assertArrayEquals(once.get(i).characters().toArray(), again.get(i).characters().toArray());
    }
  }
}
