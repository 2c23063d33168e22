package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

/** What must and must not be said, against every translation that a small language has. */
class ConstraintPropertyTest {
  private static final int[] NONE = {};

  /** Pieces 4, 5 and 6, at most 5 pieces with EOS: 121 translations, 81 open ones at last. */
  private static final int VOCABULARY = 7;

  private static final int MOST = 5;

  private static final SearchConfig WIDE = Searches.of(130, 5, 1);

  private static SentenceRequest request(int most, Constraints constraints) {
    return new SentenceRequest(1, most, NONE, 0, constraints, false);
  }

  /** Searches as often as it takes, as a search of a corpus does. */
  private static List<Hypothesis> search(
      RandomModel model, SentenceRequest request, SearchConfig config) {
    SentenceRequest asked = request;
    for (int times = 0; times < 10; times++) {
      BeamSearch.Outcome outcome = outcome(model, asked, config);
      if (outcome.met() == null) {
        return outcome.hypotheses();
      }
      asked = asked.withConstraints(outcome.met());
    }
    throw new AssertionError("it gives up nothing, and finds nothing");
  }

  private static BeamSearch.Outcome outcome(
      RandomModel model, SentenceRequest request, SearchConfig config) {
    PrefixScorer scorer = new PrefixScorer(model.vocabularySize(), model);
    return BeamSearch.outcomes(scorer, List.of(request), config).get(0);
  }

  private static List<Hypothesis> everything(RandomModel model, int most) {
    return ReferenceSearch.everything(model, VOCABULARY, 0, SentenceRequest.atMost(most), WIDE);
  }

  private static List<Hypothesis> first(List<Hypothesis> all) {
    return all.subList(0, Math.min(5, all.size()));
  }

  @Test
  void aWideBeamFindsTheBestOfAllThatSayThePhrases() {
    for (long seed = 0; seed < 400; seed++) {
      Constraints constraints = constraints(new Random(seed));
      RandomModel model = new RandomModel(VOCABULARY, seed, seed % 3 == 0, 0);
      List<Hypothesis> expected =
          everything(model, MOST).stream()
              .filter(one -> fulfils(one.pieces(), constraints))
              .toList();
      if (!expected.isEmpty()) {
        assertEquals(
            first(expected), search(model, request(MOST, constraints), WIDE), "seed " + seed);
      }
    }
  }

  @Test
  void whatCannotBeSaidIsGivenUpAndTheBestWithoutItIsFound() {
    int found = 0;
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      // 3 phrases of 2 or 3 pieces mostly have no place in 4 pieces.
      List<Phrase> phrases = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        phrases.add(Phrase.of(random.ints(2 + random.nextInt(2), 4, VOCABULARY).toArray()));
      }
      Constraints constraints = Constraints.NONE.withRequired(phrases);
      RandomModel model = new RandomModel(VOCABULARY, seed, false, 0);
      List<Hypothesis> all = everything(model, MOST);
      Hypothesis nearest =
          all.stream()
              .min(
                  Comparator.<Hypothesis>comparingInt(one -> -said(one, phrases).size())
                      .thenComparing(Comparator.comparingDouble(Hypothesis::score).reversed()))
              .orElseThrow();
      Set<Integer> kept = said(nearest, phrases);
      found += kept.size() < 3 ? 1 : 0;
      List<Hypothesis> expected =
          all.stream().filter(one -> said(one, phrases).containsAll(kept)).toList();
      assertEquals(
          first(expected), search(model, request(MOST, constraints), WIDE), "seed " + seed);
    }
    assertTrue(found > 100, "all but " + found + " could be met");
  }

  private static Set<Integer> said(Hypothesis hypothesis, List<Phrase> phrases) {
    return IntStream.range(0, phrases.size())
        .filter(i -> says(hypothesis.pieces(), phrases.get(i), PieceEdges.WORDS, true))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void aNarrowBeamSaysWhateverHasRoom() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Phrase> phrases = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        phrases.add(Phrase.of(random.ints(1 + random.nextInt(4), 4, 40).toArray()));
      }
      Constraints constraints =
          Constraints.NONE
              .withRequired(phrases)
              .withCounted(List.of(new CountedPiece(40, 2, 2), new CountedPiece(41, 0, 0)));
      RandomModel model = new RandomModel(42, seed, false, 0);
      SearchConfig config = Searches.of(1 + random.nextInt(5), 1, 1);
      BeamSearch.Outcome outcome = outcome(model, request(40, constraints), config);
      assertNull(outcome.met(), "seed " + seed);
      assertTrue(fulfils(outcome.hypotheses().get(0).pieces(), constraints), "seed " + seed);
    }
  }

  @Test
  void neighboursWithOtherConstraintsChangeNothing() {
    for (long seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      SearchConfig config = Searches.of(2, 2, 1);
      List<SentenceRequest> requests = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Constraints constraints = i == 0 ? Constraints.NONE : constraints(random);
        requests.add(request(2 + random.nextInt(8), constraints));
      }
      PrefixScorer scorer =
          new PrefixScorer(
              VOCABULARY, new RandomModel(VOCABULARY, seed, seed % 2 == 0, 0, 1, 2, 3));
      List<BeamSearch.Outcome> together = BeamSearch.outcomes(scorer, requests, config);
      for (int i = 0; i < 4; i++) {
        RandomModel alone = new RandomModel(VOCABULARY, seed, seed % 2 == 0, i);
        assertEquals(
            outcome(alone, requests.get(i), config).hypotheses(),
            together.get(i).hypotheses(),
            "seed " + seed);
      }
    }
  }

  @Test
  void drawnTranslationsDoNotSayWhatIsForbidden() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Phrase phrase = Phrase.of(random.ints(1 + random.nextInt(2), 4, VOCABULARY).toArray());
      Constraints constraints =
          Constraints.NONE
              .withForbidden(PhraseTrie.of(List.of(phrase)))
              .withCounted(List.of(new CountedPiece(4, 0, 1)));
      PrefixScorer scorer =
          new PrefixScorer(VOCABULARY, new RandomModel(VOCABULARY, seed, false, 0));
      List<SentenceRequest> requests = List.of(request(12, constraints));
      for (Hypothesis one :
          SampleSearch.search(scorer, requests, Searches.sampling(4, 1, 0, 1)).get(0)) {
        assertTrue(!says(one.pieces(), phrase, PieceEdges.WORDS, false), "seed " + seed);
        assertTrue(IntStream.of(one.pieces()).filter(p -> p == 4).count() <= 1, "seed " + seed);
      }
    }
  }

  @Test
  void whatIsNotAcceptedIsGivenOnlyIfNothingElseIsFound() {
    for (long seed = 0; seed < 200; seed++) {
      RandomModel model = new RandomModel(VOCABULARY, seed, false, 0);
      int length = (int) (seed % 4);
      List<Hypothesis> expected =
          everything(model, MOST).stream().filter(one -> one.pieces().length == length).toList();
      Constraints some = Constraints.NONE.withAccepted(pieces -> pieces.length == length);
      Constraints one = some.withCounted(List.of(new CountedPiece(9, 0, 1)));
      assertEquals(first(expected), search(model, request(MOST, one), WIDE), "seed " + seed);
      Constraints none = one.withAccepted(pieces -> false);
      assertEquals(
          first(everything(model, MOST)), search(model, request(MOST, none), WIDE), "seed " + seed);
    }
  }

  /** Random phrases that must or must not be said, counted pieces, and ends of words. */
  private static Constraints constraints(Random random) {
    List<Phrase> required = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      required.add(phrase(random));
    }
    List<Phrase> forbidden = new ArrayList<>();
    for (int i = random.nextInt(2); i > 0; i--) {
      forbidden.add(phrase(random));
    }
    List<CountedPiece> counted = new ArrayList<>();
    if (random.nextBoolean()) {
      int least = random.nextInt(2);
      counted.add(new CountedPiece(4, least, least + random.nextInt(2)));
    }
    PieceEdges edges =
        random.nextBoolean()
            ? PieceEdges.WORDS
            : new PieceEdges(BitSet.valueOf(new long[] {1 << 4}), BitSet.valueOf(new long[] {32}));
    return new Constraints(
        required, PhraseTrie.of(forbidden), counted, edges, pieces -> !says(pieces, forbidden));
  }

  private static boolean says(int[] pieces, List<Phrase> forbidden) {
    return forbidden.stream().anyMatch(one -> says(pieces, one, PieceEdges.WORDS, false));
  }

  private static Phrase phrase(Random random) {
    List<int[]> spellings = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      spellings.add(random.ints(1 + random.nextInt(2), 4, VOCABULARY).toArray());
    }
    List<int[]> atStart =
        random.nextInt(3) == 0
            ? List.of(random.ints(1 + random.nextInt(2), 4, VOCABULARY).toArray())
            : List.of();
    return new Phrase(spellings, atStart);
  }

  /** Says it the slow way; what is forbidden is left to the last word on a translation. */
  private static boolean fulfils(int[] pieces, Constraints constraints) {
    return constraints.required().stream()
            .allMatch(one -> says(pieces, one, constraints.edges(), true))
        && constraints.counted().stream().allMatch(one -> isOften(pieces, one))
        && constraints.accepted().test(pieces);
  }

  private static boolean isOften(int[] pieces, CountedPiece counted) {
    long times = IntStream.of(pieces).filter(piece -> piece == counted.piece()).count();
    return times >= counted.least() && times <= counted.most();
  }

  private static boolean says(int[] pieces, Phrase phrase, PieceEdges edges, boolean whole) {
    boolean inside =
        phrase.spellings().stream().anyMatch(s -> says(pieces, s, edges, whole, false));
    return inside || phrase.atStart().stream().anyMatch(s -> says(pieces, s, edges, whole, true));
  }

  private static boolean says(
      int[] pieces, int[] phrase, PieceEdges edges, boolean whole, boolean atStart) {
    for (int from = 0; from + phrase.length <= pieces.length; from += atStart ? 1000 : 1) {
      int to = from + phrase.length;
      boolean same = true;
      for (int i = 0; i < phrase.length; i++) {
        same &= pieces[from + i] == phrase[i];
      }
      boolean begins = from == 0 || !isOneWord(pieces, from, edges);
      boolean ends = to == pieces.length || !whole || !isOneWord(pieces, to, edges);
      if (same && begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneWord(int[] pieces, int at, PieceEdges edges) {
    return edges.right().get(pieces[at - 1]) || edges.left().get(pieces[at]);
  }
}
