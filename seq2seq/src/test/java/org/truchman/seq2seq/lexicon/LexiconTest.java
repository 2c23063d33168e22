package org.truchman.seq2seq.lexicon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;

class LexiconTest {
  private static final int UNK = 1;

  /**
   * Source piece 4 stands beside 5 three times, beside 6 and UNK twice, beside 7 once; 5 beside 7.
   */
  private static IbmModel1 model() {
    IndexedCorpus corpus =
        IndexedCorpus.of(
            List.of(
                new IndexedPair(new int[] {4}, new int[] {5, 6, UNK}),
                new IndexedPair(new int[] {4}, new int[] {5, 6, UNK}),
                new IndexedPair(new int[] {4}, new int[] {5, 7}),
                new IndexedPair(new int[] {5}, new int[] {7})));
    IbmModel1 model = IbmModel1.of(corpus, 7, 9, 1);
    model.round();
    return model;
  }

  @Test
  void joinedListsTakeTurnsAndKeepWithinTheirSize() {
    Lexicon first = new Lexicon(9, new int[] {4, 5}, new int[] {0, 0, 0, 0, 0, 3}, ids(5, 6, 7));
    Lexicon second = new Lexicon(9, new int[] {8, 4}, new int[] {0, 0, 0, 0, 0, 2}, ids(8, 5));
    Lexicon joined = first.joined(second, new LexiconSize(50, 0, 50));
    assertArrayEquals(ids(5, 8, 6, 7), joined.best(4));
    assertArrayEquals(ids(4, 8, 5), joined.frequent());
    assertArrayEquals(ids(5, 8), first.joined(second, new LexiconSize(2, 0, 50)).best(4));
    Lexicon other = new Lexicon(10, ids(), new int[] {0, 0, 0, 0, 0, 0}, ids());
    assertThrows(IllegalArgumentException.class, () -> first.joined(other, LexiconSize.DEFAULT));
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  @Test
  void listsAreBestFirstWithoutSpecialTokens() {
    Lexicon lexicon = Lexicon.of(model(), new LexiconSize(10, 0, 10));
    assertArrayEquals(new int[] {5, 6, 7}, lexicon.best(4));
    assertArrayEquals(new int[] {7}, lexicon.best(5));
    assertArrayEquals(new int[0], lexicon.best(6), "never seen");
    for (int special = 0; special < 4; special++) {
      assertArrayEquals(new int[0], lexicon.best(special));
    }
    assertEquals(4, lexicon.entries());
    assertEquals(7, lexicon.sourceVocabulary());
    assertEquals(9, lexicon.targetVocabulary());
  }

  @Test
  void unknownPiecesTakeNobodysPlace() {
    assertArrayEquals(new int[] {5, 6, 7}, Lexicon.of(model(), new LexiconSize(3, 0, 0)).best(4));
  }

  @Test
  void frequentPiecesAreMostFrequentFirstAndOfEqualOnesTheSmallerId() {
    // 5 three times, 6 and 7 twice; 8 never.
    assertArrayEquals(
        new int[] {5, 6, 7}, Lexicon.of(model(), new LexiconSize(0, 0, 10)).frequent());
    assertArrayEquals(new int[] {5, 6}, Lexicon.of(model(), new LexiconSize(0, 0, 2)).frequent());
  }

  @ParameterizedTest
  @CsvSource({"0.375, 1", "0.376, 0", "0.25, 2", "0.126, 2", "0.125, 3", "1, 0"})
  void whatIsLessProbableThanTheFloorIsLeftOut(double floor, int count) {
    // Of eight target pieces beside 4, three are 5, two 6, two UNK, one 7.
    assertEquals(count, Lexicon.of(model(), new LexiconSize(10, floor, 0)).best(4).length);
  }

  @Test
  void aSmallerLexiconIsThePartOfAGreaterOne() {
    RandomPairs pairs = new RandomPairs(500, 10, 60, 90);
    IbmModel1 model = IbmModel1.of(pairs.corpus(new Random(31)), 60, 90, 1);
    model.learn(3, () -> false);
    Lexicon great = Lexicon.of(model, new LexiconSize(20, 1e-3, 30));
    Lexicon small = Lexicon.of(model, new LexiconSize(7, 1e-3, 11));
    assertArrayEquals(Arrays.copyOf(great.frequent(), 11), small.frequent());
    for (int source = 0; source < 60; source++) {
      int[] best = great.best(source);
      assertArrayEquals(Arrays.copyOf(best, Math.min(7, best.length)), small.best(source));
      assertBestFirst(model, source, best);
    }
  }

  private static void assertBestFirst(IbmModel1 model, int source, int[] best) {
    for (int i = 1; i < best.length; i++) {
      double before = model.probability(source, best[i - 1]);
      double now = model.probability(source, best[i]);
      assertTrue(before > now || before == now && best[i - 1] < best[i], "source " + source);
    }
  }

  @Test
  void whatIsGivenAwayIsACopy() {
    Lexicon lexicon = Lexicon.of(model(), LexiconSize.DEFAULT);
    lexicon.best(4)[0] = 0;
    lexicon.frequent()[0] = 0;
    assertEquals(Lexicon.of(model(), LexiconSize.DEFAULT), lexicon);
    assertNotEquals(Lexicon.of(model(), new LexiconSize(1, 0, 1)), lexicon);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 0 | 0 | best is -1; allowed: 0 to 65535",
        "0 | 0 | 65536 | frequent is 65536; allowed: 0 to 65535",
        "0 | 1.5 | 0 | floor is 1.5; allowed: 0 to 1",
        "0 | NaN | 0 | floor is NaN; allowed: 0 to 1",
      })
  void sizesThatAreNotAllowedAreNamed(int best, double floor, int frequent, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new LexiconSize(best, floor, frequent))
            .getMessage());
  }
}
