package org.truchman.metrics.tokens;

/** The four XML entities that the mteval and Tercom tokenizers resolve. */
final class Entities {
  private Entities() {}

  /** Resolves one entity after the other, so that {@code &amp;lt;} ends as {@code <}. */
  static String resolved(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }
}
