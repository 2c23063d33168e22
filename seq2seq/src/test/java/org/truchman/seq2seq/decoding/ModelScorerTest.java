package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** A sentence's scores, bit by bit, whatever sentences and hypotheses stand beside it. */
@ExtendWith(EngineExtension.class)
class ModelScorerTest {
  private static final int PIECES = 301;
  private static final int STEPS = 5;
  private static final int BEST = 7;

  /** What a sentence's hypotheses were told at one step. */
  private record Told(int[] pieces, float[] logProbabilities) {}

  private static Seq2SeqModel model(NDManager manager, AttentionType attention) {
    ModelConfig shape =
        ModelConfig.delayed()
            .withEmbeddingSize(48)
            .withHiddenSize(96)
            .withEncoderLayers(2)
            .withAttention(attention);
    ParameterLayout layout = ParameterLayout.of(shape, PIECES, PIECES);
    float[] values = Draw.uniform(new Random(7), 0.2, layout.size());
    return new Seq2SeqModel(manager, shape, layout, values);
  }

  @ParameterizedTest
  @EnumSource(AttentionType.class)
  void aSentenceIsToldTheSameAloneAndBesideOthers(AttentionType attention, NDManager manager) {
    Random random = new Random(31);
    List<int[]> sources = new ArrayList<>();
    int[] beams = new int[13];
    for (int i = 0; i < beams.length; i++) {
      sources.add(random.ints(1 + random.nextInt(40), 4, PIECES).toArray());
      beams[i] = 1 + random.nextInt(9);
    }
    try (Seq2SeqModel model = model(manager, attention)) {
      List<List<Told>> together = search(model, sources, beams);
      for (int i = 0; i < beams.length; i++) {
        List<Told> alone = search(model, List.of(sources.get(i)), new int[] {beams[i]}).get(0);
        for (int step = 0; step < STEPS; step++) {
          String where = "sentence " + i + ", step " + step;
          Told expected = alone.get(step);
          Told found = together.get(i).get(step);
          assertArrayEquals(expected.pieces(), found.pieces(), where);
          Close.assertSameBits(where, expected.logProbabilities(), found.logProbabilities());
        }
      }
    }
  }

  /**
   * Sentences have pieces of their own, of different numbers, and leave one after the other: what
   * is left in the memory is laid out anew each time.
   */
  @ParameterizedTest
  @EnumSource(SearchOperators.Format.class)
  void whoLeavesChangesNothingForThoseWhoStay(SearchOperators.Format format, NDManager manager) {
    Random random = new Random(8);
    List<int[]> sources = new ArrayList<>();
    List<int[]> extras = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      sources.add(random.ints(1 + random.nextInt(40), 4, PIECES).toArray());
      extras.add(random.ints(10 * i, 20, PIECES).sorted().distinct().toArray());
    }
    try (Seq2SeqModel model = attentive(manager, AttentionType.GENERAL, ReadoutType.DEEP);
        SearchNetwork network = new SearchNetwork(model, model.flat(), format, COMMON)) {
      List<List<Told>> together = leaving(network, sources, extras, 0);
      for (int i = 0; i < sources.size(); i++) {
        List<Told> alone =
            leaving(network, List.of(sources.get(i)), List.of(extras.get(i)), i).get(0);
        for (int step = 0; step < alone.size(); step++) {
          String where = "sentence " + i + ", step " + step;
          Told found = together.get(i).get(step);
          assertArrayEquals(alone.get(step).pieces(), found.pieces(), where);
          Close.assertSameBits(where, alone.get(step).logProbabilities(), found.logProbabilities());
        }
      }
    }
  }

  private static final int[] COMMON = IntStream.range(3, 20).toArray();

  /** The default shape, with one layer on both sides. */
  private static Seq2SeqModel attentive(
      NDManager manager, AttentionType attention, ReadoutType readout) {
    ModelConfig shape =
        ModelConfig.defaults()
            .withEmbeddingSize(48)
            .withHiddenSize(96)
            .withAttention(attention)
            .withTiedEmbeddings(false)
            .withTiedOutput(false)
            .withReadout(readout);
    ParameterLayout layout = ParameterLayout.of(shape, PIECES, PIECES);
    float[] values = Draw.uniform(new Random(7), 0.2, layout.size());
    return new Seq2SeqModel(manager, shape, layout, values);
  }

  /** Sentence number i, counted from {@code first}, has two rows and leaves after 2 + i steps. */
  private static List<List<Told>> leaving(
      SearchNetwork network, List<int[]> sources, List<int[]> extras, int first) {
    List<List<Told>> told = new ArrayList<>();
    sources.forEach(source -> told.add(new ArrayList<>()));
    try (ModelScorer scorer = ModelScorer.open(network, sources, 2, extras)) {
      int[] before = {};
      for (int step = 0; ; step++) {
        int now = step;
        int[] open = IntStream.range(0, sources.size()).filter(i -> now < 2 + first + i).toArray();
        if (open.length == 0) {
          return told;
        }
        int[] sentences = Arrays.stream(open).flatMap(i -> IntStream.of(i, i)).toArray();
        int[] was = before;
        int[] origin =
            IntStream.range(0, sentences.length)
                .map(row -> now == 0 ? row : 2 * Arrays.binarySearch(was, sentences[row]) + row % 2)
                .toArray();
        int[] pieces =
            IntStream.range(0, sentences.length).map(row -> 4 + now + row % 2 * 50).toArray();
        Candidates next = scorer.advance(pieces, now == 0 ? sentences : origin, sentences, BEST);
        for (int at = 0; at < open.length; at++) {
          told.get(open[at])
              .add(
                  new Told(
                      Arrays.copyOfRange(next.pieces(), 2 * at * BEST, 2 * (at + 1) * BEST),
                      Arrays.copyOfRange(
                          next.logProbabilities(), 2 * at * BEST, 2 * (at + 1) * BEST)));
        }
        before = open;
      }
    }
  }

  /** All logits come from a step in parts; the best alone from a step in one call. */
  @ParameterizedTest
  @CsvSource({"GENERAL, DEEP", "GENERAL, DIRECT", "DOT, DEEP", "SCALED_DOT, DIRECT"})
  void aStepInOneCallIsTheStepInParts(
      AttentionType attention, ReadoutType readout, NDManager manager) {
    List<int[]> sources = List.of(new int[] {5, 6, 7}, new int[] {8}, new int[] {9, 10});
    List<int[]> extras = List.of(new int[] {30, 40}, new int[] {21, 60, 70}, new int[] {});
    int[] all = {0, 0, 1, 1, 2, 2};
    int[][] sentences = {{0, 1, 2}, {0, 0, 1, 2}, all, all, all, {1, 1}, {1, 1}, {1}};
    int[][] origins = {
      null,
      {0, 0, 1, 2},
      {0, 1, 2, 2, 3, 3},
      {0, 1, 2, 3, 4, 5},
      {1, 0, 2, 3, 5, 4},
      {2, 3},
      {0, 1},
      {1}
    };
    try (Seq2SeqModel model = attentive(manager, attention, readout);
        SearchNetwork network =
            new SearchNetwork(model, model.flat(), SearchOperators.Format.INT8, COMMON);
        ModelScorer one = ModelScorer.open(network, sources, 2, extras);
        ModelScorer parts = ModelScorer.open(network, sources, 2, extras)) {
      assertTrue(network.isFused());
      for (int step = 0; step < sentences.length; step++) {
        int[] pieces = IntStream.range(0, sentences[step].length).map(row -> 11 + row).toArray();
        Candidates expected =
            parts.distributions(pieces, origins[step], sentences[step]).best(BEST);
        Candidates found = one.advance(pieces, origins[step], sentences[step], BEST);
        assertArrayEquals(expected.pieces(), found.pieces(), "step " + step);
        Close.assertSameBits("step " + step, expected.logProbabilities(), found.logProbabilities());
        float[][] looked = one.attention();
        float[][] wanted = parts.attention();
        for (int row = 0; row < looked.length; row++) {
          Close.assertSameBits("attention of row " + row, wanted[row], looked[row]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AttentionType.class)
  void theBestOfAllPiecesAreTheBest(AttentionType attention, NDManager manager) {
    int[] pieces = {2, 2};
    int[] sentences = {0, 1};
    List<int[]> sources = List.of(new int[] {5, 6, 7}, new int[] {8});
    try (Seq2SeqModel model = model(manager, attention);
        SearchNetwork network =
            new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
        ModelScorer few = ModelScorer.open(network, sources);
        ModelScorer all = ModelScorer.open(network, sources)) {
      for (int[] origin : new int[][] {null, {1, 1}}) {
        Candidates expected = few.advance(pieces, origin, sentences, PIECES - 3);
        Distributions found = all.distributions(pieces, origin, sentences);
        assertArrayEquals(expected.pieces(), found.best(PIECES - 3).pieces());
        Close.assertSameBits(
            "log-probabilities",
            expected.logProbabilities(),
            found.best(PIECES - 3).logProbabilities());
        for (int special = 0; special < 3; special++) {
          assertEquals(Float.NEGATIVE_INFINITY, found.logProbability(1, special));
        }
        sentences = new int[] {1, 1};
        pieces = new int[] {9, 10};
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SearchOperators.Format.class)
  void aSentenceWithFewPiecesOfItsOwnHasNoOthers(SearchOperators.Format format, NDManager manager) {
    List<int[]> sources = List.of(new int[] {5, 6, 7}, new int[] {8});
    List<int[]> extras = List.of(new int[] {10, 20, 30}, new int[] {11});
    int[] common = {3, 12};
    int[] pieces = {2, 2};
    int[] sentences = {0, 1};
    try (Seq2SeqModel model = model(manager, AttentionType.NONE);
        SearchNetwork network = new SearchNetwork(model, model.flat(), format, common);
        ModelScorer few = ModelScorer.open(network, sources, 1, extras);
        ModelScorer all = ModelScorer.open(network, sources, 1, extras)) {
      Candidates candidates = few.advance(pieces, null, sentences, 40);
      Distributions distributions = all.distributions(pieces, null, sentences);
      assertEquals(40, candidates.k());
      for (int row = 0; row < 2; row++) {
        int[] own =
            IntStream.concat(Arrays.stream(common), Arrays.stream(extras.get(row))).toArray();
        double sum = 0;
        for (int piece : own) {
          sum += Math.exp(distributions.logProbability(row, piece));
        }
        assertEquals(1, sum, 1e-5);
        for (int place = 0; place < 40; place++) {
          float log = candidates.logProbability(row, place);
          assertEquals(place < own.length, log > Float.NEGATIVE_INFINITY);
          if (place < own.length) {
            assertEquals(log, distributions.logProbability(row, candidates.piece(row, place)));
          }
        }
      }
    }
  }

  /** All pieces but PAD, UNK and BOS as a shortlist: the same ratios of probabilities. */
  @Test
  void aShortlistOfAllPiecesSaysTheSame(NDManager manager) {
    List<int[]> sources = List.of(new int[] {5, 6, 7}, new int[] {8});
    List<int[]> extras =
        List.of(IntStream.range(20, PIECES).toArray(), IntStream.range(20, PIECES).toArray());
    int[] common = IntStream.range(3, 20).toArray();
    try (Seq2SeqModel model = model(manager, AttentionType.GENERAL);
        SearchNetwork whole = new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
        SearchNetwork parts =
            new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32, common);
        ModelScorer one = ModelScorer.open(whole, sources);
        ModelScorer other = ModelScorer.open(parts, sources, 5, extras)) {
      int[] pieces = {2, 2};
      int[] sentences = {0, 1};
      Distributions expected = one.distributions(pieces, null, sentences);
      Distributions found = other.distributions(pieces, null, sentences);
      for (int row = 0; row < 2; row++) {
        for (int piece = 3; piece < PIECES; piece++) {
          assertEquals(
              expected.logProbability(row, piece) - expected.logProbability(row, 3),
              found.logProbability(row, piece) - found.logProbability(row, 3),
              1e-5);
        }
      }
    }
  }

  @Test
  void piecesOfTheirOwnMustFitToTheNetwork(NDManager manager) {
    List<int[]> sources = List.of(new int[] {5});
    List<int[]> extras = List.of(new int[] {9});
    try (Seq2SeqModel model = model(manager, AttentionType.NONE);
        SearchNetwork whole = new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
        SearchNetwork parts =
            new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32, new int[] {3})) {
      assertThrows(
          IllegalArgumentException.class, () -> ModelScorer.open(whole, sources, 5, extras));
      assertThrows(IllegalArgumentException.class, () -> ModelScorer.open(parts, sources));
    }
  }

  /** Every sentence keeps its number of hypotheses, which speak pieces that only they decide. */
  private static List<List<Told>> search(Seq2SeqModel model, List<int[]> sources, int[] beams) {
    List<List<Told>> told = new ArrayList<>();
    sources.forEach(source -> told.add(new ArrayList<>()));
    try (SearchNetwork network =
            new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
        ModelScorer scorer = ModelScorer.open(network, sources)) {
      int[] sentences = sentences(beams);
      int[] pieces = new int[beams.length];
      Arrays.fill(pieces, 2);
      int[] every = new int[beams.length];
      Arrays.setAll(every, i -> i);
      scorer.advance(pieces, null, every, BEST);
      int[] origin = sentences;
      for (int step = 0; step < STEPS; step++) {
        Candidates next = scorer.advance(spoken(sentences, step), origin, sentences, BEST);
        tell(told, next, sentences);
        origin = new int[sentences.length];
        Arrays.setAll(origin, i -> i);
      }
    }
    return told;
  }

  private static int[] sentences(int[] beams) {
    List<Integer> sentences = new ArrayList<>();
    for (int i = 0; i < beams.length; i++) {
      for (int k = 0; k < beams[i]; k++) {
        sentences.add(i);
      }
    }
    return sentences.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The hypothesis number k of any sentence speaks the piece 4 + 17 k + step. */
  private static int[] spoken(int[] sentences, int step) {
    int[] pieces = new int[sentences.length];
    int k = 0;
    for (int row = 0; row < pieces.length; row++) {
      k = row > 0 && sentences[row] == sentences[row - 1] ? k + 1 : 0;
      pieces[row] = 4 + 17 * k + step;
    }
    return pieces;
  }

  private static void tell(List<List<Told>> told, Candidates next, int[] sentences) {
    for (int from = 0; from < sentences.length; ) {
      int to = from;
      while (to < sentences.length && sentences[to] == sentences[from]) {
        to++;
      }
      told.get(sentences[from])
          .add(
              new Told(
                  Arrays.copyOfRange(next.pieces(), from * BEST, to * BEST),
                  Arrays.copyOfRange(next.logProbabilities(), from * BEST, to * BEST)));
      from = to;
    }
  }
}
