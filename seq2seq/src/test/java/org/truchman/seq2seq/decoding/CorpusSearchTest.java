package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.LengthPenaltyType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** Searches with a network of random parameters: rules, samples, ensembles and force-decoding. */
@ExtendWith(EngineExtension.class)
class CorpusSearchTest {
  private static final int PIECES = 83;

  static Seq2SeqModel model(NDManager manager, AttentionType attention, long seed) {
    ModelConfig shape =
        ModelConfig.delayed().withEmbeddingSize(16).withHiddenSize(32).withAttention(attention);
    ParameterLayout layout = ParameterLayout.of(shape, PIECES, PIECES);
    float[] values = Draw.uniform(new Random(seed), 0.4, layout.size());
    return new Seq2SeqModel(manager, shape, layout, values);
  }

  static SearchNetwork network(Seq2SeqModel model) {
    return new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
  }

  private static List<int[]> sources(int count, long seed) {
    Random random = new Random(seed);
    List<int[]> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sources.add(random.ints(1 + random.nextInt(20), 4, PIECES).toArray());
    }
    return sources;
  }

  private static List<List<Hypothesis>> search(
      Seq2SeqModel model, List<int[]> sources, SearchConfig config) {
    try (SearchNetwork network = network(model)) {
      return new CorpusSearch(network, config).search(sources);
    }
  }

  private static SearchConfig settings() {
    return SearchConfig.defaults().withNBest(3).withMaxLengthFactor(1).withBatchSize(7);
  }

  @ParameterizedTest
  @EnumSource(AttentionType.class)
  void forceDecodingGivesTheSearchsLogProbability(AttentionType attention, NDManager manager) {
    try (Seq2SeqModel model = model(manager, attention, 1)) {
      List<int[]> sources = sources(15, 2);
      List<List<Hypothesis>> found = search(model, sources, settings());
      List<IndexedPair> pairs = new ArrayList<>();
      List<Hypothesis> all = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        for (Hypothesis one : found.get(i)) {
          pairs.add(new IndexedPair(sources.get(i), one.pieces()));
          all.add(one);
        }
      }
      List<float[]> scores = new ForcedScorer(model, model.flat(), 4).score(pairs);
      for (int i = 0; i < all.size(); i++) {
        float[] logs = scores.get(i);
        assertEquals(all.get(i).pieces().length + 1, logs.length);
        double sum = 0;
        for (int j = 0; j < logs.length - (all.get(i).complete() ? 0 : 1); j++) {
          sum += logs[j];
        }
        assertEquals(all.get(i).logProbability(), sum, 1e-4, "translation " + i);
      }
    }
  }

  @Test
  void forceDecodingOfALongLineGoesInChunks(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.NONE, 1)) {
      int[] target = new Random(5).ints(2_500, 4, PIECES).toArray();
      IndexedPair whole = new IndexedPair(new int[] {5, 6}, target);
      IndexedPair part = new IndexedPair(new int[] {5, 6}, Arrays.copyOf(target, 900));
      List<float[]> scores = new ForcedScorer(model, model.flat(), 1).score(List.of(whole, part));
      assertEquals(2_501, scores.get(0).length);
      assertArrayEquals(
          Arrays.copyOf(scores.get(1), 900), Arrays.copyOf(scores.get(0), 900), 1e-5f);
    }
  }

  @Test
  void anEnsembleOfAModelWithItselfIsTheModel(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.GENERAL, 3);
        SearchNetwork network = network(model)) {
      List<int[]> sources = sources(20, 4);
      ScorerFactory.Member half = new ScorerFactory.Member(network, 1, UnaryOperator.identity());
      ScorerFactory twice = ScorerFactory.ensemble(List.of(half, half), null);
      for (SearchConfig config :
          List.of(
              settings(),
              settings().withNBest(1).withBeamSize(1),
              settings().withCoveragePenalty(0.2),
              settings().withMethod(SearchMethod.SAMPLE))) {
        assertEquals(
            search(model, sources, config), new CorpusSearch(twice, config).search(sources));
      }
    }
  }

  @Test
  void anEnsemblesTranslationScoresTheMeanOfItsMembers(NDManager manager) {
    try (Seq2SeqModel one = model(manager, AttentionType.NONE, 3);
        Seq2SeqModel other = model(manager, AttentionType.GENERAL, 4);
        SearchNetwork oneNetwork = network(one);
        SearchNetwork otherNetwork = network(other)) {
      List<int[]> sources = sources(6, 5);
      ScorerFactory both =
          ScorerFactory.ensemble(
              List.of(
                  new ScorerFactory.Member(oneNetwork, 3, UnaryOperator.identity()),
                  new ScorerFactory.Member(otherNetwork, 1, UnaryOperator.identity())),
              null);
      List<List<Hypothesis>> found = new CorpusSearch(both, settings()).search(sources);
      for (int i = 0; i < sources.size(); i++) {
        Hypothesis best = found.get(i).get(0);
        List<IndexedPair> pair = List.of(new IndexedPair(sources.get(i), best.pieces()));
        double mean = 0.75 * sum(one, pair, best) + 0.25 * sum(other, pair, best);
        assertEquals(mean, best.logProbability(), 1e-4, "sentence " + i);
      }
    }
  }

  private static double sum(Seq2SeqModel model, List<IndexedPair> pair, Hypothesis scored) {
    float[] logs = new ForcedScorer(model, model.flat(), 1).score(pair).get(0);
    double sum = 0;
    for (int i = 0; i < logs.length - (scored.complete() ? 0 : 1); i++) {
      sum += logs[i];
    }
    return sum;
  }

  @Test
  void neighboursAndBatchesChangeNothingWhateverTheRules(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.GENERAL, 6)) {
      List<SourceSentence> sentences = new ArrayList<>();
      for (int[] source : sources(12, 7)) {
        boolean forced = source.length % 3 == 0;
        sentences.add(
            forced ? new SourceSentence(source, new int[] {9, 9, 11}) : SourceSentence.of(source));
      }
      SearchConfig rules = settings().withNoRepeatNgram(2).withMinLengthFactor(0.8);
      for (SearchConfig config :
          List.of(
              settings(),
              rules,
              rules.withLengthPenaltyType(LengthPenaltyType.WORD_REWARD),
              rules.withCoveragePenalty(0.3),
              rules.withMethod(SearchMethod.SAMPLE).withTopP(0.9),
              rules.withMethod(SearchMethod.SAMPLE).withTopK(10))) {
        List<List<Hypothesis>> together = searchSentences(model, sentences, config);
        assertEquals(together, searchSentences(model, sentences, config.withBatchSize(64)));
        for (int i = 0; i < sentences.size(); i++) {
          List<SourceSentence> alone = List.of(sentences.get(i));
          assertEquals(together.get(i), searchSentences(model, alone, config).get(0));
        }
      }
    }
  }

  @Test
  void rulesHold(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.NONE, 8)) {
      List<int[]> sources = sources(10, 9);
      int[] prefix = {17, 18, 17};
      List<SourceSentence> sentences =
          sources.stream().map(source -> new SourceSentence(source, prefix)).toList();
      SearchConfig config = settings().withNoRepeatNgram(1).withMinLengthFactor(1);
      List<List<Hypothesis>> found = searchSentences(model, sentences, config);
      for (int i = 0; i < found.size(); i++) {
        for (Hypothesis one : found.get(i)) {
          int[] pieces = one.pieces();
          assertArrayEquals(prefix, Arrays.copyOf(pieces, 3));
          int[] rest = Arrays.copyOfRange(pieces, 3, pieces.length);
          assertEquals(rest.length, Arrays.stream(rest).distinct().count());
          assertTrue(pieces.length >= sources.get(i).length, "translation " + i);
        }
      }
    }
  }

  @Test
  void aPrefixThatTheSearchFindsItselfChangesNothing(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.NONE, 10)) {
      SearchConfig greedy = settings().withNBest(1).withBeamSize(1);
      Random random = new Random(11);
      for (int i = 0; i < 8; i++) {
        // So long that half of a translation and the offset are within the limit.
        int[] source = random.ints(12 + i, 4, PIECES).toArray();
        Hypothesis free = search(model, List.of(source), greedy).get(0).get(0);
        int known = free.pieces().length / 2;
        SourceSentence forced = new SourceSentence(source, Arrays.copyOf(free.pieces(), known));
        assertEquals(free, searchSentences(model, List.of(forced), greedy).get(0).get(0));
      }
    }
  }

  @Test
  void aPrefixLongerThanTheLimitLeavesRoomForMore(NDManager manager) {
    try (Seq2SeqModel model = model(manager, AttentionType.NONE, 12)) {
      int[] prefix = new Random(1).ints(50, 4, PIECES).toArray();
      SourceSentence forced = new SourceSentence(new int[] {7}, prefix);
      int[] found = searchSentences(model, List.of(forced), settings()).get(0).get(0).pieces();
      assertArrayEquals(prefix, Arrays.copyOf(found, 50));
      assertTrue(found.length <= 50 + settings().maxLengthOffset() + 1);
    }
  }

  private static List<List<Hypothesis>> searchSentences(
      Seq2SeqModel model, List<SourceSentence> sentences, SearchConfig config) {
    try (SearchNetwork network = network(model)) {
      return new CorpusSearch(network, config).searchSentences(sentences);
    }
  }
}
