package org.truchman.text.corpus;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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

  /**
   * The report as a table for people: one line for what was read, for each reason, and for what was
   * kept, with counts and shares.
   */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(row("read", read));
    dropped.forEach((reason, count) -> lines.add(row("dropped: " + reason.label(), count)));
    lines.add(row("kept", kept()));
    return lines;
  }

  private String row(String what, long count) {
    double share = read == 0 ? 0 : 100.0 * count / read;
    return String.format(Locale.ROOT, "%-34s %12d %6.2f %%", what, count, share);
  }

  /**
   * The report for programs: {@code read}, {@code kept}, and {@code dropped} with a count for each
   * reason, named as the constants of {@link DropReason}.
   */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("read", read);
    json.addProperty("kept", kept());
    JsonObject reasons = new JsonObject();
    dropped.forEach((reason, count) -> reasons.addProperty(reason.name(), count));
    json.add("dropped", reasons);
    return json;
  }

  private static long sum(Map<DropReason, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
