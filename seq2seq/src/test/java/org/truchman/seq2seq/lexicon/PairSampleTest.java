package org.truchman.seq2seq.lexicon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.lexicon.PairSample.Limits;

class PairSampleTest {
  /** Pair i is i + 4, translated by itself. */
  private static IndexedCorpus numbers(int count) {
    return IndexedCorpus.of(
        IntStream.range(4, 4 + count)
            .mapToObj(id -> new IndexedPair(new int[] {id}, new int[] {id}))
            .toList());
  }

  @Test
  void aSmallCorpusIsReadAsAWhole() {
    PairSample sample = PairSample.of(numbers(10), new Limits(10, 10), 14, 14);
    assertArrayEquals(IntStream.range(4, 14).toArray(), sample.targets);
  }

  @Test
  void aSampleIsEvenlySpread() {
    PairSample sample = PairSample.of(numbers(10), new Limits(4, 100), 14, 14);
    assertArrayEquals(new int[] {4, 6, 9, 11}, sample.targets); // 0, 2.5, 5 and 7.5 of 10
  }

  @Test
  void theLongerSideLimitsTheSample() {
    IndexedPair longSource = new IndexedPair(new int[] {4, 4, 4, 4, 4}, new int[] {4});
    IndexedCorpus corpus =
        IndexedCorpus.of(IntStream.range(0, 20).mapToObj(i -> longSource).toList());
    assertEquals(7, PairSample.of(corpus, new Limits(20, 35), 5, 5).pairs());
    assertEquals(6, PairSample.of(corpus, new Limits(20, 34), 5, 5).pairs());
  }

  @Test
  void noSampleIsBeyondItsLimits() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      IndexedCorpus corpus = new RandomPairs(200, 30, 50, 50).corpus(random);
      int pieces = 1 + random.nextInt(3000);
      PairSample sample = PairSample.of(corpus, new Limits(150, pieces), 50, 50);
      int sources = sample.occurrences.length - sample.pairs();
      assertTrue(sample.pairs() <= 150, "seed " + seed);
      assertTrue(Math.max(sources, sample.targets.length) <= pieces, "seed " + seed);
    }
  }

  @Test
  void occurrencesAreThePairsOfAPieceAsOftenAsItStandsThere() {
    IndexedCorpus corpus =
        IndexedCorpus.of(
            List.of(
                new IndexedPair(new int[] {5, 4, 5}, new int[] {4}),
                new IndexedPair(new int[] {4}, new int[] {4, 5}),
                new IndexedPair(new int[] {5}, new int[0])));
    PairSample sample = PairSample.of(corpus, Limits.DEFAULT, 6, 6);
    assertArrayEquals(new int[] {0, 3, 3, 3, 3, 5, 8}, sample.occurrenceStart);
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 0, 0, 2}, sample.occurrences);
    assertEquals(5, sample.occurrence(5, 0));
    assertEquals(7, sample.occurrence(5, 1));
    assertEquals(7, sample.occurrence(5, 2));
    assertEquals(8, sample.occurrence(5, 3));
    assertArrayEquals(new int[] {4, 2, 2}, sample.sourceLength, "the empty word counts");
    assertArrayEquals(new int[] {0, 0, 0, 0, 2, 1}, sample.targetCounts());
  }
}
