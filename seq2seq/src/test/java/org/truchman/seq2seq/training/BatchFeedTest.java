package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.data.BatchLimit;
import org.truchman.seq2seq.data.EpochPlan;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;

class BatchFeedTest {
  /** Pair i is one piece, number 4 + i, on both sides. */
  private static IndexedCorpus corpus() {
    List<IndexedPair> pairs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      pairs.add(new IndexedPair(new int[] {4 + i}, new int[] {4 + i}));
    }
    return IndexedCorpus.of(pairs);
  }

  private static EpochPlan plan(int epoch) {
    return EpochPlan.of(corpus(), BatchLimit.ofPairs(2), 5, epoch);
  }

  private static void assertBatch(EpochPlan plan, int number, PaddedBatch batch) {
    int[] expected = Arrays.stream(plan.batch(number)).map(line -> 4 + line).toArray();
    int[] found = new int[batch.size()];
    Arrays.setAll(found, row -> batch.source().ids()[row * batch.source().width()]);
    assertArrayEquals(expected, found);
  }

  @Test
  void batchesAreThoseOfThePlanEpochAfterEpoch() {
    try (BatchFeed feed = new BatchFeed(corpus(), false, 1)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        EpochPlan plan = plan(epoch);
        for (int batch = 0; batch < 4; batch++) {
          List<PaddedBatch> taken = feed.take(plan, batch);
          assertEquals(1, taken.size());
          assertBatch(plan(epoch), batch, taken.get(0));
        }
      }
    }
  }

  @Test
  void anUpdateTakesSeveralAndTheLastOneWhatIsLeft() {
    try (BatchFeed feed = new BatchFeed(corpus(), false, 3)) {
      EpochPlan plan = plan(1);
      assertEquals(3, feed.take(plan, 0).size());
      List<PaddedBatch> rest = feed.take(plan, 3);
      assertEquals(1, rest.size());
      assertBatch(plan(1), 3, rest.get(0));
    }
  }

  @Test
  void itBeginsInTheMiddleAndGoesBackWhenAsked() {
    try (BatchFeed feed = new BatchFeed(corpus(), false, 1)) {
      EpochPlan plan = plan(0);
      assertBatch(plan(0), 2, feed.take(plan, 2).get(0));
      assertBatch(plan(0), 0, feed.take(plan, 0).get(0));
      assertBatch(plan(0), 1, feed.take(plan, 1).get(0));
    }
  }

  @Test
  void whatFailsOnTheOtherThreadFailsHere() {
    IndexedCorpus broken =
        new IndexedCorpus() {
          @Override
          public int size() {
            return 3;
          }

          @Override
          public int sourceLength(int pair) {
            return 1;
          }

          @Override
          public int targetLength(int pair) {
            return 1;
          }

          @Override
          public IndexedPair pair(int pair) {
            throw new IllegalStateException("shard 3 is damaged");
          }
        };
    EpochPlan plan = EpochPlan.of(broken, BatchLimit.ofPairs(2), 1, 0);
    try (BatchFeed feed = new BatchFeed(broken, false, 1)) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> feed.take(plan, 0));
      assertEquals("shard 3 is damaged", e.getMessage());
    }
  }
}
