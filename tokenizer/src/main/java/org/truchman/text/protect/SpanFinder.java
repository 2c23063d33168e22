package org.truchman.text.protect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/** Finds protected spans. Thread-safe. */
public final class SpanFinder {
  private static final Comparator<ProtectedSpan> ORDER =
      Comparator.comparingInt(ProtectedSpan::start)
          .thenComparing(Comparator.comparingInt(ProtectedSpan::end).reversed())
          .thenComparing(ProtectedSpan::type);

  private final List<SpanType> types;

  /**
   * A finder of these types.
   *
   * @param types what to look for; none finds nothing
   */
  public SpanFinder(Set<SpanType> types) {
    this.types = types.stream().sorted().toList();
  }

  /**
   * The spans of a line. Where two overlap, the one that begins first wins, then the longer.
   *
   * @param line a line in normal form
   * @return spans in order, none within another
   */
  public List<ProtectedSpan> find(String line) {
    List<ProtectedSpan> found = null;
    for (SpanType type : types) {
      if (type.mayBeIn(line)) {
        Matcher matcher = type.pattern().matcher(line);
        while (matcher.find()) {
          found = found == null ? new ArrayList<>() : found;
          found.add(new ProtectedSpan(type, matcher.start(), matcher.end()));
        }
      }
    }
    return found == null ? List.of() : apart(found);
  }

  private static List<ProtectedSpan> apart(List<ProtectedSpan> found) {
    found.sort(ORDER);
    List<ProtectedSpan> apart = new ArrayList<>();
    int end = 0;
    for (ProtectedSpan span : found) {
      if (span.start() >= end) {
        apart.add(span);
        end = span.end();
      }
    }
    return apart;
  }
}
