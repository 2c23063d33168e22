package org.truchman.metrics.significance;

import java.util.Locale;

/** Strings in JSON, as Python writes them: in ASCII. */
final class JsonText {
  private JsonText() {}

  /** The text in quotes, everything beyond printable ASCII escaped. */
  static String quoted(String text) {
    StringBuilder result = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> result.append('\\').append(c);
        case '\n' -> result.append("\\n");
        case '\r' -> result.append("\\r");
        case '\t' -> result.append("\\t");
        case '\b' -> result.append("\\b");
        case '\f' -> result.append("\\f");
        default -> result.append(c >= ' ' && c <= '~' ? String.valueOf(c) : escaped(c));
      }
    }
    return result.append('"').toString();
  }

  private static String escaped(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
