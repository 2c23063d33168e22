package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochPlanTest {
  private static final int WINDOW = 10;

  private static IndexedCorpus corpus(int pairs) {
    Random random = new Random(pairs);
    List<IndexedPair> all =
        IntStream.range(0, pairs)
            .mapToObj(i -> new IndexedPair(ids(random.nextInt(9)), ids(random.nextInt(9))))
            .toList();
    return IndexedCorpus.of(all);
  }

  private static int[] ids(int length) {
    int[] ids = new int[length];
    Arrays.fill(ids, 7);
    return ids;
  }

  private static int[][] batches(EpochPlan plan) {
    return IntStream.range(0, plan.batches()).mapToObj(plan::batch).toArray(int[][]::new);
  }

  @Test
  void aSmallCorpusHasExactlyTheBatchPlan() {
    IndexedCorpus corpus = corpus(10);
    int[] sources = IntStream.range(0, 10).map(corpus::sourceLength).toArray();
    int[] targets = IntStream.range(0, 10).map(corpus::targetLength).toArray();
    for (int epoch = 0; epoch < 3; epoch++) {
      int[][] expected = BatchPlan.ofEpoch(sources, targets, 3, 42, epoch);
      assertArrayEquals(expected, batches(EpochPlan.of(corpus, 3, 42, epoch)));
      assertArrayEquals(expected, batches(EpochPlan.of(corpus, 3, 42, epoch, WINDOW)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 20, 53})
  void everyPairIsInOneBatch(int pairs) {
    IndexedCorpus corpus = corpus(pairs);
    for (int epoch = 0; epoch < 4; epoch++) {
      int[][] batches = batches(EpochPlan.of(corpus, 4, 1, epoch, WINDOW));
      int[] lines = Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray();
      assertArrayEquals(IntStream.range(0, pairs).toArray(), lines);
      assertTrue(Arrays.stream(batches).allMatch(batch -> batch.length <= 4));
    }
  }

  @Test
  void aBatchStaysWithinAWindowOfTheRing() {
    int pairs = 53;
    for (int[] batch : batches(EpochPlan.of(corpus(pairs), 4, 1, 2, WINDOW))) {
      int least =
          Arrays.stream(batch)
              .map(
                  start ->
                      Arrays.stream(batch)
                          .map(l -> Math.floorMod(l - start, pairs))
                          .max()
                          .orElseThrow())
              .min()
              .orElseThrow();
      assertTrue(least < WINDOW, Arrays.toString(batch));
    }
  }

  @Test
  void thePlanIsAFunctionOfSeedAndEpochAndCanBeEnteredAnywhere() {
    IndexedCorpus corpus = corpus(53);
    int[][] whole = batches(EpochPlan.of(corpus, 4, 1, 0, WINDOW));
    EpochPlan again = EpochPlan.of(corpus, 4, 1, 0, WINDOW);
    for (int batch = whole.length - 1; batch >= 0; batch--) {
      assertArrayEquals(whole[batch], again.batch(batch));
    }
    assertFalse(Arrays.deepEquals(whole, batches(EpochPlan.of(corpus, 4, 1, 1, WINDOW))));
    assertFalse(Arrays.deepEquals(whole, batches(EpochPlan.of(corpus, 4, 2, 0, WINDOW))));
  }

  @Test
  void batchesAreCountedWithoutAPlan() {
    // 2^20 pairs are 16,384 batches of 64; one pair more is one batch more.
    assertEquals(0, EpochPlan.batches(0, 64));
    assertEquals(3, EpochPlan.batches(129, 64));
    assertEquals(16_384, EpochPlan.batches(1 << 20, 64));
    assertEquals(16_385, EpochPlan.batches((1 << 20) + 1, 64));
    assertEquals(2048L * 104_858, EpochPlan.batches(Integer.MAX_VALUE, 10));
  }
}
