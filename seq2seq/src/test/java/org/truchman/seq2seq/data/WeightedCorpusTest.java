package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often epochs have the pairs of weighted parts. */
class WeightedCorpusTest {
  private static final int SEED = 11;

  /** Pair i has i % 7 pieces on its source side. */
  private static IndexedCorpus corpus(int pairs) {
    return IndexedCorpus.of(
        IntStream.range(0, pairs).mapToObj(i -> new IndexedPair(ids(i % 7), ids(2))).toList());
  }

  private static int[] ids(int length) {
    int[] ids = new int[length];
    Arrays.fill(ids, 7);
    return ids;
  }

  private static WeightedCorpus weighted(long seed, Object... sizesAndWeights) {
    List<WeightedCorpus.Part> parts =
        IntStream.range(0, sizesAndWeights.length / 2)
            .mapToObj(
                i ->
                    new WeightedCorpus.Part(
                        (Integer) sizesAndWeights[2 * i], (Double) sizesAndWeights[2 * i + 1]))
            .toList();
    int all = parts.stream().mapToInt(WeightedCorpus.Part::pairs).sum();
    return new WeightedCorpus(corpus(all), parts, seed);
  }

  private static int[] lines(EpochLines epoch) {
    return IntStream.range(0, epoch.size()).map(epoch::line).toArray();
  }

  /** How often each pair comes in some epochs. */
  private static int[] counts(WeightedCorpus corpus, int from, int to) {
    int[] counts = new int[corpus.size()];
    for (int epoch = from; epoch < to; epoch++) {
      for (int line : lines(corpus.lines(epoch))) {
        counts[line]++;
      }
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 100, 1000, 4097})
  void anOrderHasEveryNumberOnce(int size) {
    KeyedOrder order = new KeyedOrder(size, 99);
    int[] numbers = IntStream.range(0, size).map(order::at).toArray();
    assertArrayEquals(
        IntStream.range(0, size).toArray(), Arrays.stream(numbers).sorted().toArray());
    boolean moved = IntStream.range(0, size).anyMatch(i -> numbers[i] != i);
    assertTrue(size < 16 || moved);
  }

  @Test
  void halfAWeightGivesOneHalfAndThenTheOther() {
    WeightedCorpus corpus = weighted(SEED, 10, 1.0, 20, 0.5);
    for (int epoch = 0; epoch < 6; epoch += 2) {
      int[] first = counts(corpus, epoch, epoch + 1);
      int[] both = counts(corpus, epoch, epoch + 2);
      for (int line = 0; line < 30; line++) {
        assertEquals(line < 10 ? 2 : 1, both[line], "line " + line);
      }
      assertEquals(10, Arrays.stream(first, 10, 30).sum());
    }
  }

  @Test
  void aWeightOfTwoGivesEverythingTwice() {
    WeightedCorpus corpus = weighted(SEED, 10, 2.0, 5, 1.0);
    int[] counts = counts(corpus, 1, 2);
    for (int line = 0; line < 15; line++) {
      assertEquals(line < 10 ? 2 : 1, counts[line], "line " + line);
    }
  }

  @ParameterizedTest
  @CsvSource({"7,0.3", "13,1.7", "100,0.01", "9,2.5", "1000,0.123"})
  void noPairIsMoreThanOnceAheadOfAnother(int pairs, double weight) {
    WeightedCorpus corpus = weighted(SEED, pairs, weight, 3, 1.0);
    for (int epochs = 1; epochs <= 20; epochs++) {
      int[] counts = Arrays.copyOf(counts(corpus, 0, epochs), pairs);
      int least = Arrays.stream(counts).min().orElseThrow();
      int most = Arrays.stream(counts).max().orElseThrow();
      assertTrue(most - least <= 1, least + " to " + most);
      assertEquals((long) Math.floor(epochs * (weight * pairs)), Arrays.stream(counts).sum());
    }
  }

  @Test
  void anEpochFollowsFromSeedAndNumberAlone() {
    int[] third = lines(weighted(SEED, 50, 0.5, 50, 1.0).lines(3));
    assertArrayEquals(third, lines(weighted(SEED, 50, 0.5, 50, 1.0).lines(3)));
    assertFalse(Arrays.equals(third, lines(weighted(SEED + 1, 50, 0.5, 50, 1.0).lines(3))));
    assertFalse(Arrays.equals(third, lines(weighted(SEED, 50, 0.5, 50, 1.0).lines(5))));
  }

  @Test
  void partsAreMixedSoThatWindowsSeeAllOfThem() {
    int[] lines = lines(weighted(SEED, 1000, 1.0, 1000, 2.0).lines(0));
    for (int window = 0; window < 3000; window += 300) {
      long first = Arrays.stream(lines, window, window + 300).filter(line -> line < 1000).count();
      // A third of 300; 40 is five standard deviations.
      assertTrue(Math.abs(first - 100) < 40, window + ": " + first);
    }
  }

  @Test
  void batchesHoldThePairsOfTheEpoch() {
    WeightedCorpus corpus = weighted(SEED, 40, 0.5, 10, 3.0);
    for (int window : new int[] {7, 100}) {
      EpochPlan plan = EpochPlan.of(corpus, BatchLimit.ofPairs(4), 1, 2, window);
      int[] planned =
          IntStream.range(0, plan.batches())
              .flatMap(batch -> Arrays.stream(plan.batch(batch)))
              .sorted()
              .toArray();
      int[] wanted = Arrays.stream(lines(corpus.lines(2))).sorted().toArray();
      assertArrayEquals(wanted, planned);
    }
  }

  @Test
  void anEpochWithoutAPairIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> weighted(SEED, 10, 0.05, 4, 0.2));
    assertTrue(e.getMessage().contains("raise them"), e.getMessage());
    IllegalArgumentException size =
        assertThrows(
            IllegalArgumentException.class,
            () -> new WeightedCorpus(corpus(3), List.of(new WeightedCorpus.Part(2, 1)), SEED));
    assertTrue(size.getMessage().contains("2 pairs, but the corpus has 3"), size.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1001})
  void weightsOutOfRangeAreRefused(double weight) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new CorpusShare(weight, null));
    assertTrue(e.getMessage().contains("above 0, at most 1000"), e.getMessage());
  }
}
