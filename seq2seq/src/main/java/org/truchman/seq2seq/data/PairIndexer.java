package org.truchman.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      index(pair).ifPresentOrElse(indexed::add, () -> tooLong++);
    }
    return indexed;
  }

  /**
   * The ids of a pair, a span of both sides having one number in both; may be asked on several
   * threads at a time.
   *
   * @return its ids, or nothing if a side is too long
   */
  public Optional<IndexedPair> index(SentencePair pair) {
    IndexedLine source = text.source().index(pair.source());
    int[] target = text.target().ids(pair.target(), source.spans());
    return source.ids().length > maxLength || target.length > maxLength
        ? Optional.empty()
        : Optional.of(new IndexedPair(source.ids(), target));
  }

  /** How many pairs {@link #index(List)} left out so far. */
  public long tooLong() {
    return tooLong;
  }
}
