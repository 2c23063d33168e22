package org.truchman.text.protect;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text that the placeholders of one line stand for.
 *
 * @param texts the text of each placeholder, in the order of the line
 */
public record Spans(Map<Placeholder, String> texts) {
  /** No span. */
  public static final Spans NONE = new Spans(Map.of());

  /**
   * Numbers the spans of a line: equal texts of one type have one number.
   *
   * @param line a line in normal form
   * @param spans its spans in order
   * @return the texts; spans of a type beyond {@link Placeholder#MAX_NUMBER} are not there
   */
  public static Spans number(String line, Iterable<ProtectedSpan> spans) {
    Map<Placeholder, String> texts = new LinkedHashMap<>();
    Map<SpanType, Integer> last = new HashMap<>();
    for (ProtectedSpan span : spans) {
      String text = line.substring(span.start(), span.end());
      int number = last.getOrDefault(span.type(), 0) + 1;
      if (find(texts, span.type(), text) == null && number <= Placeholder.MAX_NUMBER) {
        texts.put(new Placeholder(span.type(), number), text);
        last.put(span.type(), number);
      }
    }
    return texts.isEmpty() ? NONE : new Spans(texts);
  }

  /**
   * The placeholder of a span.
   *
   * @return null if it has none
   */
  public Placeholder placeholder(SpanType type, String text) {
    return find(texts, type, text);
  }

  private static Placeholder find(Map<Placeholder, String> texts, SpanType type, String text) {
    for (Map.Entry<Placeholder, String> entry : texts.entrySet()) {
      if (entry.getKey().type() == type && entry.getValue().equals(text)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /**
   * The text of a placeholder.
   *
   * @return the text that came in; the placeholder itself, as it is spelled, if there is none
   */
  public String text(Placeholder placeholder) {
    return texts.getOrDefault(placeholder, placeholder.piece());
  }
}
