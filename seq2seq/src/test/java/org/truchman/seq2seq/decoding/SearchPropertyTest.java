package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.LengthPenaltyType;
import org.truchman.seq2seq.config.SearchConfig;

/** What holds for every model: random ones, half of them full of ties. */
class SearchPropertyTest {
  private static final double[] EXPONENTS = {0, 0.6, 1, 1.7};

  @Test
  void isTheTextbooksSearchThatNeverStopsEarly() {
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      int vocabulary = 4 + random.nextInt(6);
      SearchConfig config = beam(random);
      SentenceRequest request = SentenceRequest.atMost(1 + random.nextInt(8));
      assertIsTheTextbooks(seed, vocabulary, random.nextBoolean(), request, config);
    }
  }

  @Test
  void rulesLeaveOutWhatTheTextbookLeavesOut() {
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      int vocabulary = 4 + random.nextInt(6);
      SearchConfig config = beam(random).withNoRepeatNgram(random.nextInt(4));
      SentenceRequest request = request(random, vocabulary);
      assertIsTheTextbooks(seed, vocabulary, random.nextBoolean(), request, config);
    }
  }

  @Test
  void whatWasNotLookedAtCountsInTheScores() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      SearchConfig config =
          beam(random).withCoveragePenalty(random.nextDouble()).withNoRepeatNgram(2);
      SentenceRequest request = request(random, 7);
      assertIsTheTextbooks(seed, 7, random.nextBoolean(), request, config);
    }
  }

  private static void assertIsTheTextbooks(
      long seed, int vocabulary, boolean coarse, SentenceRequest request, SearchConfig config) {
    RandomModel model = new RandomModel(vocabulary, seed, coarse, 0);
    assertEquals(
        ReferenceSearch.search(model, vocabulary, 0, request, config),
        search(new PrefixScorer(vocabulary, model), request, config),
        "seed " + seed);
  }

  @Test
  void aBeamWiderThanTheLanguageIsExhaustive() {
    // 3 words, at most 4 pieces with EOS: 1 + 3 + 9 + 27 = 40 translations, 81 open ones at last.
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      SearchConfig config = penalised(random, Searches.of(100, 10, 1));
      SentenceRequest request = SentenceRequest.atMost(4);
      RandomModel model = new RandomModel(7, seed, seed % 3 == 0, 0);
      assertEquals(
          ReferenceSearch.everything(model, 7, 0, request, config).subList(0, 10),
          search(new PrefixScorer(7, model), request, config),
          "seed " + seed);
    }
  }

  @Test
  void aWideBeamFindsTheBestOfAllThatTheRulesAllow() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      SearchConfig config =
          penalised(random, Searches.of(100, 5, 1)).withNoRepeatNgram(random.nextInt(3));
      SentenceRequest request =
          new SentenceRequest(1 + random.nextInt(4), 4, random.ints(1, 4, 7).toArray(), 0);
      RandomModel model = new RandomModel(7, seed, seed % 3 == 0, 0);
      List<Hypothesis> everything = ReferenceSearch.everything(model, 7, 0, request, config);
      assertEquals(
          everything.subList(0, Math.min(5, everything.size())),
          search(new PrefixScorer(7, model), request, config),
          "seed " + seed);
    }
  }

  /** Random beam, n-best and length penalty. */
  private static SearchConfig beam(Random random) {
    int beam = 1 + random.nextInt(6);
    return penalised(random, Searches.of(beam, 1 + random.nextInt(beam), 1));
  }

  private static SearchConfig penalised(Random random, SearchConfig config) {
    LengthPenaltyType[] types = LengthPenaltyType.values();
    return config
        .withLengthPenaltyType(types[random.nextInt(types.length)])
        .withLengthPenalty(EXPONENTS[random.nextInt(EXPONENTS.length)]);
  }

  /** Random limits, and in half of the cases a prefix. */
  private static SentenceRequest request(Random random, int vocabulary) {
    int most = 1 + random.nextInt(8);
    int known = vocabulary > 4 && random.nextBoolean() ? random.nextInt(most) : 0;
    int[] prefix = known == 0 ? new int[0] : random.ints(known, 4, vocabulary).toArray();
    return new SentenceRequest(1 + random.nextInt(most), most, prefix, 0);
  }

  private static List<Hypothesis> search(
      PrefixScorer scorer, SentenceRequest request, SearchConfig config) {
    return BeamSearch.search(scorer, List.of(request), config).get(0);
  }

  @Test
  void aBeamOfOneIsGreedySearch() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      SearchConfig config = Searches.of(1, 1, EXPONENTS[random.nextInt(4)]);
      int[] limits = limits(random, 5);
      RandomModel model = new RandomModel(8, seed, random.nextBoolean(), 1, 2, 3, 4, 5);
      PrefixScorer greedy = new PrefixScorer(8, model);
      PrefixScorer beam = new PrefixScorer(8, model);
      assertEquals(
          BeamSearch.search(beam, limits, config),
          GreedySearch.search(greedy, limits, config),
          "seed " + seed);
      assertTrue(Arrays.deepEquals(beam.calls.toArray(), greedy.calls.toArray()), "seed " + seed);
    }
  }

  @Test
  void neighboursAndTheirOrderChangeNothing() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      SearchConfig config =
          penalised(random, Searches.of(3, 3, 1)).withNoRepeatNgram(random.nextInt(3));
      boolean coarse = random.nextBoolean();
      int[] keys = random.ints(6).toArray();
      int[] limits = limits(random, 6);
      List<List<Hypothesis>> together = search(seed, coarse, keys, limits, config);
      List<List<Hypothesis>> backwards =
          search(seed, coarse, reversed(keys), reversed(limits), config);
      for (int i = 0; i < 6; i++) {
        List<Hypothesis> alone =
            search(seed, coarse, new int[] {keys[i]}, new int[] {limits[i]}, config).get(0);
        assertEquals(alone, together.get(i), "seed " + seed);
        assertEquals(alone, backwards.get(5 - i), "seed " + seed);
      }
    }
  }

  @Test
  void theNBestAreSortedAndDistinct() {
    for (long seed = 0; seed < 300; seed++) {
      SearchConfig config = Searches.of(6, 6, EXPONENTS[(int) (seed % 4)]);
      List<Hypothesis> found =
          search(seed, seed % 2 == 0, new int[] {0}, new int[] {7}, config).get(0);
      Set<List<Integer>> different = new HashSet<>();
      for (int i = 0; i < found.size(); i++) {
        different.add(Arrays.stream(found.get(i).pieces()).boxed().toList());
        assertTrue(i == 0 || found.get(i - 1).score() >= found.get(i).score(), "seed " + seed);
        assertEquals(found.get(0).complete(), found.get(i).complete(), "seed " + seed);
      }
      assertEquals(found.size(), different.size(), "seed " + seed);
    }
  }

  private static List<List<Hypothesis>> search(
      long seed, boolean coarse, int[] keys, int[] limits, SearchConfig config) {
    RandomModel model = new RandomModel(7, seed, coarse, keys);
    return BeamSearch.search(new PrefixScorer(7, model), limits, config);
  }

  private static int[] limits(Random random, int count) {
    return random.ints(count, 1, 9).toArray();
  }

  private static int[] reversed(int[] values) {
    return IntStream.range(0, values.length).map(i -> values[values.length - 1 - i]).toArray();
  }
}
