package org.truchman.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
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
      int[] source = text.source().ids(pair.source());
      int[] target = text.target().ids(pair.target());
      if (source.length > maxLength || target.length > maxLength) {
        tooLong++;
      } else {
        indexed.add(new IndexedPair(source, target));
      }
    }
    return indexed;
  }

  /** How many pairs were left out so far. */
  public long tooLong() {
    return tooLong;
  }
}
