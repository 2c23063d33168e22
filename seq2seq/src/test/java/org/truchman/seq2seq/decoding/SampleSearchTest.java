package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

class SampleSearchTest {
  private static final int V = 8;

  private static List<List<Hypothesis>> search(
      PrefixScorer.Model model, List<SentenceRequest> requests, SearchConfig config) {
    return SampleSearch.search(new PrefixScorer(V, model), requests, config);
  }

  private static SentenceRequest keyed(long key) {
    return new SentenceRequest(1, 7, new int[0], key);
  }

  @Test
  void neighboursChangeNothing() {
    for (long seed = 0; seed < 200; seed++) {
      SearchConfig config = Searches.sampling(3, 1, seed % 2 == 0 ? 0 : 3, 0.9).withSeed(seed);
      List<SentenceRequest> requests = List.of(keyed(1), keyed(22), keyed(333));
      List<List<Hypothesis>> together =
          search(new RandomModel(V, seed, false, 1, 22, 333), requests, config);
      for (int i = 0; i < 3; i++) {
        int key = (int) requests.get(i).key();
        assertEquals(
            search(new RandomModel(V, seed, false, key), List.of(requests.get(i)), config).get(0),
            together.get(i),
            "seed " + seed);
      }
    }
  }

  @Test
  void moreSamplesBeginWithThoseOfFewer() {
    RandomModel model = new RandomModel(V, 5, false, 1);
    List<Hypothesis> five = search(model, List.of(keyed(1)), Searches.sampling(5, 1, 0, 1)).get(0);
    assertEquals(
        five.subList(0, 2), search(model, List.of(keyed(1)), Searches.sampling(2, 1, 0, 1)).get(0));
  }

  @Test
  void theSeedDecides() {
    RandomModel model = new RandomModel(V, 5, false, 1);
    SearchConfig config = Searches.sampling(9, 1, 0, 1);
    List<Hypothesis> one = search(model, List.of(keyed(1)), config).get(0);
    assertEquals(one, search(model, List.of(keyed(1)), config).get(0));
    assertFalse(one.equals(search(model, List.of(keyed(1)), config.withSeed(2)).get(0)));
    assertFalse(one.equals(search(model, List.of(keyed(2)), config).get(0)));
  }

  @Test
  void theBestPieceAloneIsGreedySearch() {
    for (long seed = 0; seed < 200; seed++) {
      RandomModel model = new RandomModel(V, seed, false, 1, 2);
      List<SentenceRequest> requests = List.of(keyed(1), keyed(2));
      assertEquals(
          GreedySearch.search(new PrefixScorer(V, model), new int[] {7, 7}, Searches.of(1, 1, 1)),
          search(model, requests, Searches.sampling(1, 1, 1, 1)),
          "seed " + seed);
    }
  }

  @Test
  void allOfTheVocabularyIsTheSameHoweverItIsAskedFor() {
    for (long seed = 0; seed < 100; seed++) {
      RandomModel model = new RandomModel(V, seed, false, 1);
      assertEquals(
          search(model, List.of(keyed(1)), Searches.sampling(4, 1.3, 0, 1)),
          search(model, List.of(keyed(1)), Searches.sampling(4, 1.3, V, 1)),
          "seed " + seed);
    }
  }

  @Test
  void translationsComeAsOftenAsTheyAreProbable() {
    // 4: 1/2, 5: 1/4, EOS: 1/4, at each step; at most two pieces.
    PrefixScorer.Model model =
        (sentence, prefix) -> {
          float[] logs = new float[V];
          Arrays.fill(logs, Float.NEGATIVE_INFINITY);
          logs[3] = (float) Math.log(0.25);
          logs[4] = (float) Math.log(0.5);
          logs[5] = (float) Math.log(0.25);
          return logs;
        };
    List<SentenceRequest> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      requests.add(new SentenceRequest(1, 2, new int[0], i));
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (List<Hypothesis> samples : search(model, requests, Searches.sampling(100, 1, 0, 1))) {
      samples.forEach(s -> counts.merge(Arrays.toString(s.pieces()), 1, Integer::sum));
    }
    // Of 4,000; one standard deviation is 32 at most.
    Map<String, Integer> expected =
        Map.of(
            "[]", 1000, "[4]", 500, "[5]", 250, "[4, 4]", 1000, "[4, 5]", 500, "[5, 4]", 500,
            "[5, 5]", 250);
    assertEquals(expected.keySet(), counts.keySet());
    expected.forEach(
        (pieces, count) ->
            assertTrue(
                Math.abs(count - counts.get(pieces)) < 130, pieces + " " + counts.get(pieces)));
  }

  @Test
  void rulesHoldForSamplesToo() {
    for (long seed = 0; seed < 200; seed++) {
      SearchConfig config =
          Searches.sampling(4, 1, seed % 2 == 0 ? 0 : 2, 1).withNoRepeatNgram(1).withSeed(seed);
      SentenceRequest request = new SentenceRequest(4, 6, new int[] {7}, seed);
      RandomModel model = new RandomModel(V, seed, false, 1);
      for (Hypothesis sample : search(model, List.of(request), config).get(0)) {
        int[] pieces = sample.pieces();
        // 4 words: at least 3 pieces, no two alike; after 4 only the EOS is left to say.
        assertEquals(7, pieces[0], "seed " + seed);
        assertTrue(pieces.length >= 3, "seed " + seed);
        assertEquals(pieces.length, Arrays.stream(pieces).distinct().count(), "seed " + seed);
        assertTrue(sample.complete() || pieces.length == 6, "seed " + seed);
      }
    }
  }

  @Test
  void whenNothingMayBeSaidTheSampleIsIncomplete() {
    SearchConfig config = Searches.sampling(1, 1, 0, 1).withNoRepeatNgram(1);
    SentenceRequest request = new SentenceRequest(7, 7, new int[0], 0);
    Hypothesis sample =
        search(new RandomModel(V, 3, false, 1), List.of(request), config).get(0).get(0);
    assertFalse(sample.complete());
    assertArrayEquals(new int[] {4, 5, 6, 7}, Arrays.stream(sample.pieces()).sorted().toArray());
  }

  @Test
  void logProbabilitiesAreTheNetworksWhateverTheTemperature() {
    RandomModel model = new RandomModel(V, 11, false, 1);
    for (Hypothesis sample :
        search(model, List.of(keyed(1)), Searches.sampling(5, 3, 0, 0.8)).get(0)) {
      List<Integer> said = new ArrayList<>();
      double sum = 0;
      for (int piece : sample.pieces()) {
        sum += model.logProbabilities(0, said)[piece];
        said.add(piece);
      }
      sum += sample.complete() ? model.logProbabilities(0, said)[3] : 0;
      assertEquals(sum, sample.logProbability());
      assertEquals(sum / (said.size() + (sample.complete() ? 1 : 0)), sample.score());
    }
  }

  @Test
  void noSentenceAsksNothing() {
    PrefixScorer scorer = new PrefixScorer(V, new RandomModel(V, 1, false, 1));
    assertEquals(List.of(), SampleSearch.search(scorer, List.of(), Searches.sampling(2, 1, 0, 1)));
    assertTrue(scorer.calls.isEmpty());
  }
}
