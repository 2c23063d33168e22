package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecallTaskTest {
  @Test
  void theSymbolComesFirstAndTheQuestionLast() {
    RecallTask task = new RecallTask(3, 2, 5);
    RecallTask.Batch batch = task.draw(7, new Random(1));
    assertEquals(7 * 6, batch.input().length);
    for (int row = 0; row < 7; row++) {
      assertEquals(batch.labels()[row], batch.input()[row * 6]);
      assertTrue(batch.labels()[row] < 3);
      for (int step = 1; step < 5; step++) {
        long between = batch.input()[row * 6 + step];
        assertTrue(between == 3 || between == 4, "a distractor is " + between);
      }
      assertEquals(5, batch.input()[row * 6 + 5]);
    }
  }

  @Test
  void aGapOfOneAsksAtOnce() {
    RecallTask.Batch batch = new RecallTask(2, 1, 1).draw(1, new Random(1));
    assertArrayEquals(new long[] {batch.labels()[0], 3}, batch.input());
  }

  @Test
  void theSeedDecidesAll() {
    RecallTask task = new RecallTask(4, 4, 9);
    assertArrayEquals(task.draw(5, new Random(8)).input(), task.draw(5, new Random(8)).input());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, symbols", "2, 0, 1, distractors", "2, 1, 0, gap"})
  void whatCannotBeRecalledIsRefused(int symbols, int distractors, int gap, String named) {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new RecallTask(symbols, distractors, gap));
    assertTrue(refusal.getMessage().startsWith(named), refusal.getMessage());
  }
}
