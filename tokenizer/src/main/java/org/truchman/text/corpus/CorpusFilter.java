package org.truchman.text.corpus;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The pairs of a corpus that can be learnt from: those with text on both sides.
 *
 * <p>A side is empty when nothing is left of it after normalisation. Every dropped pair is counted
 * by reason in the {@link #report()}. Not thread-safe.
 */
public final class CorpusFilter implements Iterator<SentencePair> {
  private final Iterator<SentencePair> pairs;
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private long read;
  private SentencePair next;

  /**
   * Filters these pairs.
   *
   * @param pairs all pairs, in order
   */
  public CorpusFilter(Iterator<SentencePair> pairs) {
    this.pairs = pairs;
  }

  @Override
  public boolean hasNext() {
    while (next == null && pairs.hasNext()) {
      SentencePair pair = pairs.next();
      read++;
      Optional<DropReason> reason = PairRules.defaults().reason(pair);
      if (reason.isPresent()) {
        dropped.merge(reason.get(), 1L, Long::sum);
      } else {
        next = pair;
      }
    }
    return next != null;
  }

  @Override
  public SentencePair next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no pair is left after " + read);
    }
    SentencePair result = next;
    next = null;
    return result;
  }

  /** What was read and dropped so far; complete once {@link #hasNext()} is false. */
  public CorpusReport report() {
    return new CorpusReport(read, dropped);
  }
}
