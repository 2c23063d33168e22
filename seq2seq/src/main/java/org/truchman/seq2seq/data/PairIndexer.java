package org.truchman.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.subword.CorpusTag;

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
    return Optional.of(new IndexedPair(source.ids(), target)).filter(this::isShort);
  }

  /**
   * The ids of a pair whose source begins with a tag, which counts as a piece.
   *
   * @param tag a tag that the text pipeline knows, or null for none
   * @return its ids, or nothing if a side is too long
   */
  public Optional<IndexedPair> index(SentencePair pair, CorpusTag tag) {
    Optional<IndexedPair> ids = index(pair);
    return tag == null ? ids : ids.map(plain -> tagged(plain, tag)).filter(this::isShort);
  }

  private IndexedPair tagged(IndexedPair plain, CorpusTag tag) {
    return new IndexedPair(text.source().tagged(tag, plain.source()), plain.target());
  }

  private boolean isShort(IndexedPair pair) {
    return pair.source().length <= maxLength && pair.target().length <= maxLength;
  }

  /** How many pairs {@link #index(List)} left out so far. */
  public long tooLong() {
    return tooLong;
  }
}
