package org.truchman.seq2seq.service;

import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;

/** Searches a batch; called by several workers at once. */
@FunctionalInterface
public interface BatchSearch {
  /**
   * Searches sentences together; what it finds for one depends on no other.
   *
   * @param sources the sentences
   * @param config the settings of all of them
   * @return for each sentence, in order, its hypotheses, best first
   */
  List<List<Hypothesis>> search(List<SourceSentence> sources, SearchConfig config);
}
