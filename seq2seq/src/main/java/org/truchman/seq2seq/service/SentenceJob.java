package org.truchman.seq2seq.service;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;

/** A sentence on its way through a pool: what is searched, and the place for what is found. */
public final class SentenceJob {
  private final SourceSentence source;
  private final SearchConfig search;
  private final CompletableFuture<List<Hypothesis>> found = new CompletableFuture<>();
  private long arrival;

  /**
   * Describes a search.
   *
   * @param source the sentence
   * @param search its settings
   */
  public SentenceJob(SourceSentence source, SearchConfig search) {
    this.source = source;
    this.search = search;
  }

  /** Pieces of the sentence, without EOS. */
  public int length() {
    return source.pieces().length;
  }

  /** What is found, best first, or why nothing is; completed by a worker's thread. */
  public CompletableFuture<List<Hypothesis>> found() {
    return found;
  }

  SourceSentence source() {
    return source;
  }

  SearchConfig search() {
    return search;
  }

  /** When it came into the queue, on the clock of nanoseconds; guarded by the queue's lock. */
  long arrival() {
    return arrival;
  }

  void arriveAt(long nanos) {
    arrival = nanos;
  }
}
