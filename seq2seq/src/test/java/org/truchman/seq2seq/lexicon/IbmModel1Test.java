package org.truchman.seq2seq.lexicon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;

class IbmModel1Test {
  private static final int EMPTY_WORD = 0;
  private static final int DAS = 4;
  private static final int HAUS = 5;
  private static final int BUCH = 6;
  private static final int THE = 4;
  private static final int HOUSE = 5;
  private static final int BOOK = 6;
  private static final int IDS = 7;

  /** Das Haus, the house; das Buch, the book. */
  private static final IndexedCorpus TEXTBOOK =
      IndexedCorpus.of(
          List.of(
              new IndexedPair(new int[] {DAS, HAUS}, new int[] {THE, HOUSE}),
              new IndexedPair(new int[] {DAS, BUCH}, new int[] {THE, BOOK})));

  @Test
  void theFirstRoundCountsWhatStandsTogether() {
    IbmModel1 model = IbmModel1.of(TEXTBOOK, IDS, IDS, 1);
    double logLikelihood = model.round();
    assertEquals(4 * Math.log(1.0 / IDS), logLikelihood, 1e-6, "every id is as likely at first");
    // Each target piece gives a third to the empty word and to both source pieces of its pair.
    for (int source : new int[] {DAS, EMPTY_WORD}) {
      assertRow(model, source, 2.0 / 4, 1.0 / 4, 1.0 / 4);
    }
    assertRow(model, HAUS, 1.0 / 2, 1.0 / 2, 0);
    assertRow(model, BUCH, 1.0 / 2, 0, 1.0 / 2);
  }

  @Test
  void theSecondRoundExplainsTheWithDas() {
    IbmModel1 model = IbmModel1.of(TEXTBOOK, IDS, IDS, 1);
    model.round();
    // In both pairs: "the" has t 1/2 from three pieces, the noun 1/4, 1/4 and 1/2; each of three
    // pieces is as likely beforehand.
    double expected = 2 * (Math.log(1.5 / 3) + Math.log(1.0 / 3));
    assertEquals(expected, model.round(), 1e-6);
    // das: 2 x 1/3 of "the", 1/4 of each noun; Haus: 1/3 of "the", 1/2 of "house".
    assertRow(model, DAS, 8.0 / 14, 3.0 / 14, 3.0 / 14);
    assertRow(model, EMPTY_WORD, 8.0 / 14, 3.0 / 14, 3.0 / 14);
    assertRow(model, HAUS, 2.0 / 5, 3.0 / 5, 0);
    assertRow(model, BUCH, 2.0 / 5, 0, 3.0 / 5);
  }

  private static void assertRow(
      IbmModel1 model, int source, double the, double house, double book) {
    assertEquals(the, model.probability(source, THE), 1e-6, "the, from " + source);
    assertEquals(house, model.probability(source, HOUSE), 1e-6, "house, from " + source);
    assertEquals(book, model.probability(source, BOOK), 1e-6, "book, from " + source);
  }

  @Test
  void everyRoundTellsTheWordsFurtherApart() {
    IbmModel1 model = IbmModel1.of(TEXTBOOK, IDS, IDS, 1);
    model.round();
    double the = model.probability(DAS, THE);
    double house = model.probability(HAUS, HOUSE);
    for (int round = 2; round <= 20; round++) {
      model.round();
      String where = "after round " + round;
      assertTrue(model.probability(DAS, THE) > the, where);
      assertTrue(model.probability(HAUS, HOUSE) > house, where);
      the = model.probability(DAS, THE);
      house = model.probability(HAUS, HOUSE);
      assertEquals(house, model.probability(BUCH, BOOK), 1e-6, where + " both nouns are alike");
    }
    assertTrue(house > 0.95, "house, from Haus: " + house);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void roundsAreThoseOfAllAlignmentsTakenOneByOne(long seed) {
    RandomPairs pairs = new RandomPairs(12, 4, 9, 11);
    IndexedCorpus corpus = pairs.corpus(new Random(seed));
    IbmModel1 model = IbmModel1.of(corpus, pairs.sources(), pairs.targets(), 2);
    AlignmentEnumeration expected =
        new AlignmentEnumeration(corpus, pairs.sources(), pairs.targets());
    for (int round = 1; round <= 4; round++) {
      assertEquals(expected.round(), model.round(), 1e-4, "seed " + seed + ", round " + round);
      for (int source = 0; source < pairs.sources(); source++) {
        for (int target = 0; target < pairs.targets(); target++) {
          String where = "seed %d, round %d, t(%d|%d)".formatted(seed, round, target, source);
          assertEquals(
              expected.probability(source, target), model.probability(source, target), 1e-5, where);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void rowsSumToOneAndTheLikelihoodNeverFalls(long seed) {
    RandomPairs pairs = new RandomPairs(300, 12, 60, 80);
    IbmModel1 model = IbmModel1.of(pairs.corpus(new Random(seed)), 60, 80, 2);
    double before = model.round();
    for (int round = 2; round <= 12; round++) {
      double now = model.round();
      assertTrue(now >= before - 1e-6 * Math.abs(before), before + " to " + now + ", seed " + seed);
      before = now;
      for (int source = 0; source < pairs.sources(); source++) {
        int piece = source;
        double sum = IntStream.range(0, 80).mapToDouble(t -> model.probability(piece, t)).sum();
        assertTrue(sum == 0 || Math.abs(sum - 1) < 1e-5, sum + " of " + source + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void theNumberOfThreadsChangesNoBit(int threads) {
    RandomPairs pairs = new RandomPairs(20_000, 8, 150, 200);
    IndexedCorpus corpus = pairs.corpus(new Random(21));
    IbmModel1 alone = IbmModel1.of(corpus, 150, 200, 1);
    IbmModel1 together = IbmModel1.of(corpus, 150, 200, threads);
    for (int round = 0; round < 3; round++) {
      assertEquals(alone.round(), together.round(), 0.0);
    }
    for (int source = 0; source < pairs.sources(); source++) {
      assertArrayEquals(alone.row(source).targets(), together.row(source).targets());
      assertArrayEquals(alone.row(source).probabilities(), together.row(source).probabilities(), 0);
    }
  }

  @Test
  void longRowsKeepTheirMostProbableTargetsAndTheEmptyWordAllOfThem() {
    int targets = 4 + IbmModel1.ROW_LIMIT + 500;
    int[] all = IntStream.range(4, targets).toArray();
    // The second half once more, so it is twice as probable.
    int[] more = IntStream.range(4 + 700, targets).toArray();
    IndexedCorpus corpus =
        IndexedCorpus.of(
            List.of(new IndexedPair(new int[] {4}, all), new IndexedPair(new int[] {4}, more)));
    IbmModel1 model = IbmModel1.of(corpus, 5, targets, 1);
    model.round();
    assertEquals(all.length, model.row(EMPTY_WORD).targets().length);
    assertEquals(IbmModel1.ROW_LIMIT, model.row(4).targets().length);
    // 800 are twice as probable as the first 200 of the others, which win by their ids.
    assertEquals(2.0 / (2 * 800 + 200), model.probability(4, targets - 1), 1e-7);
    assertEquals(1.0 / (2 * 800 + 200), model.probability(4, 4 + 199), 1e-7);
    assertEquals(0.0, model.probability(4, 4 + 200));
    model.round();
    double sum = IntStream.range(0, targets).mapToDouble(t -> model.probability(4, t)).sum();
    assertEquals(1, sum, 1e-5);
  }

  @Test
  void emptySidesTeachNothing() {
    IndexedCorpus corpus =
        IndexedCorpus.of(
            List.of(
                new IndexedPair(new int[0], new int[] {4}),
                new IndexedPair(new int[] {4}, new int[0]),
                new IndexedPair(new int[0], new int[0])));
    IbmModel1 model = IbmModel1.of(corpus, 5, 5, 2);
    assertTrue(model.learn(3, () -> false));
    assertEquals(0.0, model.probability(4, 4));
    assertEquals(1.0, model.probability(EMPTY_WORD, 4));
  }

  @Test
  void anEmptyCorpusLeavesTheModelEmpty() {
    IbmModel1 model = IbmModel1.of(IndexedCorpus.of(List.of()), 5, 6, 2);
    assertTrue(model.learn(2, () -> false));
    assertEquals(0, model.pairs());
    assertEquals(0.0, model.probability(4, 4));
  }

  @Test
  void learningStopsBeforeTheNextRound() {
    IbmModel1 model = IbmModel1.of(TEXTBOOK, IDS, IDS, 1);
    AtomicInteger asked = new AtomicInteger();
    assertFalse(model.learn(5, () -> asked.incrementAndGet() == 3));
    assertRow(model, HAUS, 2.0 / 5, 3.0 / 5, 0); // as after two rounds
  }

  @Test
  void idsBeyondTheVocabularyAreNamed() {
    assertEquals(
        "pair 1 has the target piece 6; allowed: ids below 6, the size of the vocabulary",
        refusal(IDS, 6));
    assertEquals(
        "pair 0 has the source piece 5; allowed: ids below 5, the size of the vocabulary",
        refusal(5, IDS));
  }

  private static String refusal(int sources, int targets) {
    return assertThrows(
            IllegalArgumentException.class, () -> IbmModel1.of(TEXTBOOK, sources, targets, 1))
        .getMessage();
  }

  @Test
  void noThreadIsRefused() {
    assertEquals(
        "0 threads; allowed: at least 1",
        assertThrows(IllegalArgumentException.class, () -> IbmModel1.of(TEXTBOOK, IDS, IDS, 0))
            .getMessage());
  }
}
