package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int LINES = 1_003;
  private static final int[] SOURCE = new Random(1).ints(LINES, 0, 12).toArray();
  private static final int[] TARGET = new Random(2).ints(LINES, 0, 9).toArray();

  @Test
  void everyLineIsInExactlyOneBatch() {
    int[][] plan = BatchPlan.ofEpoch(SOURCE, TARGET, 64, 7, 0);
    int[] lines = Arrays.stream(plan).flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, LINES).toArray(), lines);
  }

  @Test
  void onlyTheBatchOfTheLongestLinesIsPartial() {
    int[][] plan = BatchPlan.ofEpoch(SOURCE, TARGET, 64, 7, 0);
    assertEquals(16, plan.length); // 15 x 64 + 43 = 1003
    List<int[]> partial = Arrays.stream(plan).filter(batch -> batch.length != 64).toList();
    assertEquals(1, partial.size());
    assertEquals(43, partial.get(0).length);
    int longest = Arrays.stream(TARGET).max().orElseThrow();
    assertEquals(longest, TARGET[partial.get(0)[42]]);
  }

  @Test
  void batchesAreSlicesOfTheLinesByTargetThenSourceLengthUpAndDown() {
    int[][] plan = BatchPlan.ofEpoch(SOURCE, TARGET, 64, 7, 3);
    // Put back by its shortest and longest line, the plan is the corpus in order.
    int[] keys =
        Arrays.stream(plan)
            .map(batch -> Arrays.stream(batch).map(BatchPlanTest::key).toArray())
            .sorted(
                Comparator.comparing((int[] batch) -> batch[0])
                    .thenComparing(batch -> batch[batch.length - 1]))
            .flatMapToInt(Arrays::stream)
            .toArray();
    int[] sorted = IntStream.range(0, LINES).map(BatchPlanTest::key).sorted().toArray();
    assertArrayEquals(sorted, keys);
  }

  @Test
  void theSameSeedAndEpochGiveTheSamePlan() {
    assertTrue(
        Arrays.deepEquals(
            BatchPlan.ofEpoch(SOURCE, TARGET, 32, -5, 2),
            BatchPlan.ofEpoch(SOURCE.clone(), TARGET.clone(), 32, -5, 2)));
  }

  @Test
  void anotherEpochOrSeedGivesOtherBatches() {
    assertFalse(sameBatches(5, 0, 5, 1));
    assertFalse(sameBatches(5, 0, 6, 0));
  }

  @Test
  void theBatchesOfAnEpochDoNotComeByLength() {
    int[][] plan = BatchPlan.ofEpoch(SOURCE, TARGET, 16, 7, 0);
    int falls = 0;
    for (int i = 1; i < plan.length; i++) {
      falls += key(plan[i][0]) < key(plan[i - 1][0]) ? 1 : 0;
    }
    // 63 batches in random order: 31 falls expected, standard deviation sqrt(64 / 12) = 2.3.
    assertTrue(falls > 17 && falls < 45, falls + " falls");
  }

  @Test
  void equalLinesStandInRandomOrder() {
    int[] equal = new int[24];
    Set<List<Integer>> orders = new HashSet<>();
    for (int epoch = 0; epoch < 100; epoch++) {
      int[][] plan = BatchPlan.ofEpoch(equal, equal, 24, 1, epoch);
      orders.add(Arrays.stream(plan[0]).boxed().toList());
    }
    assertEquals(100, orders.size());
  }

  @Test
  void theHashIsSplitMix64() {
    // The first outputs for the seed 1234567, as the generator's published implementations give
    // them (Vigna's splitmix64.c).
    assertEquals(6457827717110365317L, BatchPlan.hash(1234567, 0));
    assertEquals(3203168211198807973L, BatchPlan.hash(1234567, 1));
    assertEquals(Long.parseUnsignedLong("9817491932198370423"), BatchPlan.hash(1234567, 2));
  }

  @Test
  void anEmptyCorpusHasNoBatches() {
    assertEquals(0, BatchPlan.ofEpoch(new int[0], new int[0], 8, 1, 0).length);
  }

  @Test
  void aBatchMayBeLargerThanTheCorpus() {
    int[][] plan = BatchPlan.ofEpoch(new int[3], new int[] {2, 0, 1}, Integer.MAX_VALUE, 1, 0);
    assertArrayEquals(new int[][] {{1, 2, 0}}, plan);
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    assertRefused("3 source lengths and 2 target", new int[3], new int[2], 8, 0);
    assertRefused("batch size 0; it must be", new int[3], new int[3], 0, 0);
    assertRefused("epoch -1; it must be", new int[3], new int[3], 8, -1);
    assertRefused("line 1 has length -4", new int[2], new int[] {1, -4}, 8, 0);
  }

  private static int key(int line) {
    return TARGET[line] * 100 + (TARGET[line] % 2 == 0 ? SOURCE[line] : 99 - SOURCE[line]);
  }

  private static boolean sameBatches(long seed, int epoch, long otherSeed, int otherEpoch) {
    Set<Set<Integer>> one = sets(BatchPlan.ofEpoch(SOURCE, TARGET, 8, seed, epoch));
    return one.equals(sets(BatchPlan.ofEpoch(SOURCE, TARGET, 8, otherSeed, otherEpoch)));
  }

  private static Set<Set<Integer>> sets(int[][] plan) {
    Set<Set<Integer>> sets = new HashSet<>();
    for (int[] batch : plan) {
      sets.add(new HashSet<>(Arrays.stream(batch).boxed().toList()));
    }
    return sets;
  }

  private static void assertRefused(
      String part, int[] sources, int[] targets, int batchSize, int epoch) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> BatchPlan.ofEpoch(sources, targets, batchSize, 1, epoch))
            .getMessage();
    assertTrue(message.startsWith(part), message);
  }
}
