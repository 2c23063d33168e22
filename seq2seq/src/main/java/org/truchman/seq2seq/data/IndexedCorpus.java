package org.truchman.seq2seq.data;

import java.util.List;

/**
 * Sentence pairs as piece ids, each to be had at once by its number. Safe to read from several
 * threads.
 */
public interface IndexedCorpus {

  /** Gives the number of pairs. */
  int size();

  /**
   * Gives a pair.
   *
   * @param line its number, from 0 and less than {@link #size()}
   */
  IndexedPair pair(int line);

  /**
   * Gives a pair as an epoch sees it.
   *
   * @param line its number, from 0 and less than {@link #size()}
   * @param epoch number of the pass over the corpus, 0 or more
   */
  default IndexedPair pair(int line, int epoch) {
    return pair(line);
  }

  /**
   * Gives the lines that an epoch learns from.
   *
   * @param epoch number of the pass over the corpus, 0 or more
   */
  default EpochLines lines(int epoch) {
    return EpochLines.all(size());
  }

  /** Gives the number of pieces of a pair's source side. */
  int sourceLength(int line);

  /** Gives the number of pieces of a pair's target side. */
  int targetLength(int line);

  /**
   * Gives the corpus of pairs in memory.
   *
   * @param pairs the pairs, not to be changed
   */
  static IndexedCorpus of(List<IndexedPair> pairs) {
    return new IndexedCorpus() {
      @Override
      public int size() {
        return pairs.size();
      }

      @Override
      public IndexedPair pair(int line) {
        return pairs.get(line);
      }

      @Override
      public int sourceLength(int line) {
        return pairs.get(line).source().length;
      }

      @Override
      public int targetLength(int line) {
        return pairs.get(line).target().length;
      }
    };
  }
}
