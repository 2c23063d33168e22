package org.truchman.text.corpus;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How many pairs a corpus has, and how many of them are not learnt from, by reason.
 *
 * @param read the number of pairs read
 * @param dropped the number of dropped pairs of each reason; unmodifiable, reasons without a pair
 *     are absent
 */
public record CorpusReport(long read, Map<DropReason, Long> dropped) {
  /** Checks that no more pairs are dropped than were read. */
  public CorpusReport {
    Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
    dropped.forEach(
        (reason, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException("dropped " + count + " pairs: " + reason.label());
          }
          if (count > 0) {
            copy.put(reason, count);
          }
        });
    dropped = Collections.unmodifiableMap(copy);
    if (sum(dropped) > read) {
      throw new IllegalArgumentException(
          "dropped " + sum(dropped) + " pairs of " + read + "; at most all can be dropped");
    }
  }

  /** The number of pairs that are learnt from. */
  public long kept() {
    return read - sum(dropped);
  }

  /**
   * The report after more pairs were dropped by a later stage.
   *
   * @param reason why
   * @param count how many of the kept pairs, at least 0
   * @return the report that counts them too
   * @throws IllegalArgumentException if count is negative or more than {@link #kept()}
   */
  public CorpusReport withDropped(DropReason reason, long count) {
    if (count < 0 || count > kept()) {
      throw new IllegalArgumentException(
          "cannot drop " + count + " of " + kept() + " kept pairs (" + reason.label() + ")");
    }
    Map<DropReason, Long> more = new EnumMap<>(DropReason.class);
    more.putAll(dropped);
    more.merge(reason, count, Long::sum);
    return new CorpusReport(read, more);
  }

  /** One line for people, such as {@code "29000 pairs, 28998 kept; dropped: 2 empty target"}. */
  @Override
  public String toString() {
    String text = read + " pairs, " + kept() + " kept";
    if (dropped.isEmpty()) {
      return text;
    }
    StringJoiner reasons = new StringJoiner(", ", "; dropped: ", "");
    dropped.forEach((reason, count) -> reasons.add(count + " " + reason.label()));
    return text + reasons;
  }

  private static long sum(Map<DropReason, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
