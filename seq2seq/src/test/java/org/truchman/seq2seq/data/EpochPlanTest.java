package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochPlanTest {
  private static final int WINDOW = 10;
  private static final BatchLimit PAIRS_3 = BatchLimit.ofPairs(3);
  private static final BatchLimit PAIRS_4 = BatchLimit.ofPairs(4);

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
      assertArrayEquals(expected, batches(EpochPlan.of(corpus, PAIRS_3, 42, epoch)));
      assertArrayEquals(expected, batches(EpochPlan.of(corpus, PAIRS_3, 42, epoch, WINDOW)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 20, 53})
  void everyPairIsInOneBatch(int pairs) {
    IndexedCorpus corpus = corpus(pairs);
    for (int epoch = 0; epoch < 4; epoch++) {
      int[][] batches = batches(EpochPlan.of(corpus, PAIRS_4, 1, epoch, WINDOW));
      int[] lines = Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray();
      assertArrayEquals(IntStream.range(0, pairs).toArray(), lines);
      assertTrue(Arrays.stream(batches).allMatch(batch -> batch.length <= 4));
    }
  }

  @Test
  void aBatchStaysWithinAWindowOfTheRing() {
    int pairs = 53;
    for (int[] batch : batches(EpochPlan.of(corpus(pairs), PAIRS_4, 1, 2, WINDOW))) {
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
    int[][] whole = batches(EpochPlan.of(corpus, PAIRS_4, 1, 0, WINDOW));
    EpochPlan again = EpochPlan.of(corpus, PAIRS_4, 1, 0, WINDOW);
    for (int batch = whole.length - 1; batch >= 0; batch--) {
      assertArrayEquals(whole[batch], again.batch(batch));
    }
    assertFalse(Arrays.deepEquals(whole, batches(EpochPlan.of(corpus, PAIRS_4, 1, 1, WINDOW))));
    assertFalse(Arrays.deepEquals(whole, batches(EpochPlan.of(corpus, PAIRS_4, 2, 0, WINDOW))));
  }

  @Test
  void batchesAreCountedByWindow() {
    // Five windows of 10 pairs are 3 batches of 4 each, and the 3 pairs behind them one more.
    assertEquals(16, EpochPlan.of(corpus(53), PAIRS_4, 1, 0, WINDOW).batches());
    assertEquals(15, EpochPlan.of(corpus(50), PAIRS_4, 1, 0, WINDOW).batches());
    assertEquals(1, EpochPlan.of(corpus(1), PAIRS_4, 1, 0, WINDOW).batches());
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 53})
  void batchesByTokensHoldEveryPairOnceAndNoMoreTokensThanAllowed(int pairs) {
    IndexedCorpus corpus = corpus(pairs);
    BatchLimit limit = BatchLimit.ofTokens(20);
    for (int epoch = 0; epoch < 3; epoch++) {
      int[][] batches = batches(EpochPlan.of(corpus, limit, 1, epoch, WINDOW));
      int[] lines = Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray();
      assertArrayEquals(IntStream.range(0, pairs).toArray(), lines);
      for (int[] batch : batches) {
        // The sides are up to 8 pieces long, and each gets an EOS.
        assertTrue(batch.length * longest(corpus, batch) <= 20, Arrays.toString(batch));
      }
    }
  }

  private static int longest(IndexedCorpus corpus, int[] batch) {
    return 1
        + Arrays.stream(batch)
            .map(line -> Math.max(corpus.sourceLength(line), corpus.targetLength(line)))
            .max()
            .orElseThrow();
  }

  @Test
  void batchesByTokensAreFullButForTheLastOfAWindow() {
    List<IndexedPair> equal = Collections.nCopies(23, new IndexedPair(ids(4), ids(2)));
    EpochPlan plan = EpochPlan.of(IndexedCorpus.of(equal), BatchLimit.ofTokens(29), 1, 0);
    // Five tokens a pair: 5 pairs fit, a sixth does not.
    int[] sizes = Arrays.stream(batches(plan)).mapToInt(batch -> batch.length).sorted().toArray();
    assertArrayEquals(new int[] {3, 5, 5, 5, 5}, sizes);
  }

  @Test
  void paddingIsTheShareOfPadInTheBatches() {
    List<IndexedPair> pairs =
        List.of(
            new IndexedPair(ids(4), ids(2)),
            new IndexedPair(ids(1), ids(2)),
            new IndexedPair(ids(9), ids(9)));
    EpochPlan plan = EpochPlan.of(IndexedCorpus.of(pairs), BatchLimit.ofPairs(2), 1, 0);
    // The first two stand together: two rows of 5 + 3 tokens, 3 of them PAD; the third fills 20.
    assertEquals(3.0 / 36, plan.padding(), 1e-12);
  }

  /** Lengths as in a corpus of captions: about 14 pieces, the sides alike. */
  @Test
  void lessThanATwentiethOfTheBatchesIsPadding() {
    Random random = new Random(4);
    List<IndexedPair> pairs =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> {
                  int source = (int) Math.max(1, 13 + 5 * random.nextGaussian());
                  int target = (int) Math.max(1, source + 1 + 3 * random.nextGaussian());
                  return new IndexedPair(ids(source), ids(target));
                })
            .toList();
    assertTrue(EpochPlan.of(IndexedCorpus.of(pairs), BatchLimit.ofPairs(64), 1, 0).padding() < .05);
    assertTrue(
        EpochPlan.of(IndexedCorpus.of(pairs), BatchLimit.ofTokens(1024), 1, 0).padding() < .05);
  }
}
