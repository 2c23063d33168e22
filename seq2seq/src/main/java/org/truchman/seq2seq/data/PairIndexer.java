package org.truchman.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;

/** Turns sentence pairs into piece ids, and leaves out what is too long to learn from. */
public final class PairIndexer {
  private final TextPipelines text;
  private final int maxLength;
  private long tooLong;

  /**
   * An indexer.
   *
   * @param maxLength pieces of either side at most
   */
  public PairIndexer(TextPipelines text, int maxLength) {
    this.text = text;
    this.maxLength = maxLength;
  }

  /** The pairs that are not too long, in their order. */
  public List<IndexedPair> index(List<SentencePair> pairs) {
    List<IndexedPair> indexed = new ArrayList<>(pairs.size());
    for (SentencePair pair : pairs) {
      IndexedPair ids = idsOf(pair);
      if (isShort(ids)) {
        indexed.add(ids);
      } else {
        tooLong++;
      }
    }
    return indexed;
  }

  /** Whether neither side is too long. */
  public boolean isShort(IndexedPair ids) {
    return ids.source().length <= maxLength && ids.target().length <= maxLength;
  }

  /** The ids of a pair, however long; a span of both sides has one number in both. */
  public IndexedPair idsOf(SentencePair pair) {
    IndexedLine source = text.source().index(pair.source());
    return new IndexedPair(source.ids(), text.target().ids(pair.target(), source.spans()));
  }

  /** How many pairs were left out so far. */
  public long tooLong() {
    return tooLong;
  }
}
