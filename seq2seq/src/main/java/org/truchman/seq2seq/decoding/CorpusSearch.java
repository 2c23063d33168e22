package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.model.SearchNetwork;

/**
 * Searches the translations of any number of sentences: sorted by length, in batches, given back in
 * the order in which they came.
 */
public final class CorpusSearch {
  private final SearchNetwork network;
  private final SearchConfig config;

  /** A search with fixed settings. */
  public CorpusSearch(SearchNetwork network, SearchConfig config) {
    this.network = network;
    this.config = config;
  }

  /**
   * Translates sentences; runs on the thread that owns the engine.
   *
   * @param sources piece ids of each sentence, without EOS
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> search(List<int[]> sources) {
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sources.size(), null));
    Integer[] order = new Integer[sources.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> sources.get(i).length));
    for (int from = 0; from < order.length; from += config.batchSize()) {
      int to = Math.min(order.length, from + config.batchSize());
      List<int[]> batch = new ArrayList<>();
      for (int i = from; i < to; i++) {
        batch.add(sources.get(order[i]));
      }
      List<List<Hypothesis>> results = searchBatch(batch);
      for (int i = from; i < to; i++) {
        found.set(order[i], results.get(i - from));
      }
    }
    return found;
  }

  private List<List<Hypothesis>> searchBatch(List<int[]> batch) {
    int[] limits = batch.stream().mapToInt(s -> maxLength(s.length)).toArray();
    try (ModelScorer scorer = ModelScorer.open(network, batch)) {
      return config.beamSize() == 1
          ? GreedySearch.search(scorer, limits, config)
          : BeamSearch.search(scorer, limits, config);
    }
  }

  /** Pieces of a translation at most, EOS counted. */
  private int maxLength(int sourceLength) {
    double limit = Math.ceil(sourceLength * config.maxLengthFactor()) + config.maxLengthOffset();
    return (int) Math.max(1, Math.min(limit, 1 << 20)) + 1;
  }
}
