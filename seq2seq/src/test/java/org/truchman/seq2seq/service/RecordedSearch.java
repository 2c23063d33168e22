package org.truchman.seq2seq.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;

/**
 * "Finds" each sentence itself, remembers its batches, and can be held. A sentence that holds
 * {@link #POISON} makes its batch fail.
 */
final class RecordedSearch implements BatchSearch {
  static final int POISON = 666;

  final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  final List<SearchConfig> configs = Collections.synchronizedList(new ArrayList<>());
  final Semaphore begun = new Semaphore(0);
  private final Semaphore allowed;

  /** A search that is held until batches are {@linkplain #let let go}, or never. */
  RecordedSearch(boolean held) {
    allowed = new Semaphore(held ? 0 : Integer.MAX_VALUE / 2);
  }

  void let(int number) {
    allowed.release(number);
  }

  @Override
  public List<List<Hypothesis>> search(List<SourceSentence> sources, SearchConfig config) {
    batches.add(sources.stream().map(source -> source.pieces()[0]).toList());
    configs.add(config);
    begun.release();
    allowed.acquireUninterruptibly();
    for (SourceSentence source : sources) {
      if (source.pieces()[0] == POISON) {
        throw new IllegalArgumentException("poison");
      }
    }
    return sources.stream().map(RecordedSearch::found).toList();
  }

  private static List<Hypothesis> found(SourceSentence source) {
    return List.of(new Hypothesis(source.pieces(), -1, -1, true));
  }

  /** How many sentences each batch had. */
  List<Integer> sizes() {
    return batches.stream().map(List::size).toList();
  }
}
