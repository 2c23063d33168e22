package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.model.SearchNetwork;

/**
 * Searches the translations of any number of sentences: sorted by length, in batches, given back in
 * the order in which they came.
 */
public final class CorpusSearch {
  /** Greatest limit of pieces, whatever the factor. */
  private static final int LONGEST = 1 << 20;

  private final ScorerFactory scorers;
  private final SearchConfig config;

  /** A search with one model and fixed settings. */
  public CorpusSearch(SearchNetwork network, SearchConfig config) {
    this(ScorerFactory.of(network), config);
  }

  /** A search with fixed settings. */
  public CorpusSearch(ScorerFactory scorers, SearchConfig config) {
    this.scorers = scorers;
    this.config = config;
  }

  /**
   * Translates sentences; runs on the thread that owns the engine.
   *
   * @param sources piece ids of each sentence, without EOS
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> search(List<int[]> sources) {
    return searchSentences(sources.stream().map(SourceSentence::of).toList());
  }

  /**
   * Translates sentences, some of which are told how their translation begins; runs on the thread
   * that owns the engine.
   *
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> searchSentences(List<SourceSentence> sentences) {
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sentences.size(), null));
    Integer[] order = new Integer[sentences.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> sentences.get(i).pieces().length));
    for (int from = 0; from < order.length; from += config.batchSize()) {
      int to = Math.min(order.length, from + config.batchSize());
      List<SourceSentence> batch = new ArrayList<>();
      for (int i = from; i < to; i++) {
        batch.add(sentences.get(order[i]));
      }
      List<List<Hypothesis>> results = searchBatch(batch);
      for (int i = from; i < to; i++) {
        found.set(order[i], results.get(i - from));
      }
    }
    return found;
  }

  private List<List<Hypothesis>> searchBatch(List<SourceSentence> batch) {
    List<SentenceRequest> requests = batch.stream().map(this::request).toList();
    try (StepScorer scorer = scorers.open(batch)) {
      if (config.method() == SearchMethod.SAMPLE) {
        return SampleSearch.search(scorer, requests, config);
      }
      boolean free =
          config.noRepeatNgram() == 0
              && config.coveragePenalty() == 0
              && requests.stream().allMatch(SentenceRequest::isFree);
      if (config.beamSize() == 1 && free) {
        int[] limits = requests.stream().mapToInt(SentenceRequest::maxLength).toArray();
        return GreedySearch.search(scorer, limits, config);
      }
      return BeamSearch.search(scorer, requests, config);
    }
  }

  /** What is asked of one translation; its limits depend on its own sentence only. */
  private SentenceRequest request(SourceSentence sentence) {
    int[] source = sentence.pieces();
    int[] prefix = sentence.prefix();
    int least = (int) Math.min(LONGEST, Math.ceil(source.length * config.minLengthFactor()));
    double most = Math.ceil(source.length * config.maxLengthFactor()) + config.maxLengthOffset();
    int limit = (int) Math.max(1, Math.min(most, LONGEST));
    // A long prefix still leaves room for what follows it.
    limit = Math.max(limit, prefix.length + config.maxLengthOffset());
    return new SentenceRequest(least + 1, limit + 1, prefix, DrawnNumbers.key(source));
  }
}
