package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchPrecision;
import org.truchman.seq2seq.config.ShortlistUse;

/** Which way to search is taken for which settings and recorded scores. */
class SearchWayTest {
  private static final SearchConfig AUTO = SearchConfig.defaults();

  /** 30 BLEU exactly, and what is said of other ways. */
  private static Map<String, Double> scores(Object... others) {
    Map<String, Double> scores = new HashMap<>(Map.of("searchBleuFp32", 30.0));
    for (int i = 0; i < others.length; i += 2) {
      scores.put((String) others[i], (Double) others[i + 1]);
    }
    return scores;
  }

  private static String way(SearchConfig wanted, boolean lexicon, Map<String, Double> scores) {
    return SearchWay.of(wanted, new SearchWay.Opening(List.of(scores), lexicon, false)).toString();
  }

  @ParameterizedTest
  @CsvSource({"29.9, int8", "29.89, fp32", "31, int8"})
  void autoTakesWhatLosesAtMostATenth(double bleu, String expected) {
    assertEquals(expected, way(AUTO, false, scores("searchBleuInt8", bleu)));
  }

  @Test
  void autoTakesShortlistsWhereTheyLoseNothing() {
    Map<String, Double> good = scores("searchBleuInt8Shortlist", 29.95, "searchBleuInt8", 30.0);
    assertEquals("int8 over shortlists", way(AUTO, true, good));
    assertEquals("int8", way(AUTO, false, good), "the lexicon is gone");
    Map<String, Double> bad = scores("searchBleuInt8Shortlist", 29.0, "searchBleuInt8", 30.0);
    assertEquals("int8", way(AUTO, true, bad));
  }

  @Test
  void aModelWithoutScoresIsSearchedExactly() {
    assertEquals("fp32", way(AUTO, true, Map.of()));
    assertEquals("fp32", way(AUTO, true, Map.of("searchBleuInt8", 30.0)));
    assertEquals("bf16", way(AUTO.withPrecision(SearchPrecision.BF16), true, Map.of()));
    assertEquals("fp32 over shortlists", way(AUTO.withShortlist(ShortlistUse.ON), true, Map.of()));
  }

  @Test
  void whatIsAskedForIsTakenWhateverItLoses() {
    SearchConfig asked = AUTO.withPrecision(SearchPrecision.INT8).withShortlist(ShortlistUse.ON);
    assertEquals("int8 over shortlists", way(asked, true, scores("searchBleuInt8Shortlist", 1.0)));
    SearchConfig half = AUTO.withPrecision(SearchPrecision.INT8).withShortlist(ShortlistUse.OFF);
    assertEquals("int8", way(half, true, scores()));
  }

  @Test
  void anEnsembleTakesWhatIsGoodForAll() {
    SearchWay.Opening opening =
        new SearchWay.Opening(
            List.of(scores("searchBleuInt8", 30.0), scores("searchBleuInt8", 29.0)), false, false);
    assertEquals(SearchWay.EXACT, SearchWay.of(AUTO, opening));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertEquals(
        "search.shortlist is on, but the model has no lexicon; allowed: off or auto, or a model"
            + " trained with training.lexicon true",
        assertThrows(
                IllegalArgumentException.class,
                () -> way(AUTO.withShortlist(ShortlistUse.ON), false, scores()))
            .getMessage());
    SearchWay.Opening gpu = new SearchWay.Opening(List.of(scores()), false, true);
    assertEquals(
        "search.precision is int8, which is for processors only; allowed on a GPU: fp32, bf16, auto",
        assertThrows(
                IllegalArgumentException.class,
                () -> SearchWay.of(AUTO.withPrecision(SearchPrecision.INT8), gpu))
            .getMessage());
  }

  @Test
  void eachHasAScoreOfItsOwnAndTheExactOneIsLast() {
    List<SearchWay> ways = SearchWay.all(true, false);
    assertEquals(6, ways.stream().map(SearchWay::score).distinct().count());
    assertEquals("searchBleuBf16Shortlist", ways.get(2).score());
    assertEquals(4, SearchWay.all(true, true).size());
  }
}
