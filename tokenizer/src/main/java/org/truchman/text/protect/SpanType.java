package org.truchman.text.protect;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kinds of span that can be protected, in the order in which the first of equals wins.
 *
 * <p>No pattern looks further than its own characters, so finding takes time in proportion to the
 * line.
 */
public enum SpanType {
  /**
   * An address of the web: a scheme and {@code ://}, or {@code www.}, up to a blank, quote or
   * bracket; punctuation at its end belongs to the sentence.
   */
  URL(
      ":w",
      "(?<![\\p{L}\\p{N}])(?i:(?:https?|ftps?|sftp|file|wss?)://|www\\.)"
          + "[^ <>\"\u201C\u201D\u201E\u00AB\u00BB{}|\\\\^`]*"
          + "[^ <>\"\u201C\u201D\u201E\u00AB\u00BB{}|\\\\^`.,;:!?'\u2019)\\]\u2026]"),
  /** An e-mail address: at most 64 characters, an at sign, and a domain with a dot. */
  EMAIL(
      "@",
      "(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+"
          + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))++"),
  /** A tag or comment of XML or HTML, blanks in it included. */
  TAG("<", "<(?:/?[A-Za-z][^<>]*+|!--[^<>]*?--|[!?][A-Za-z][^<>]*+)>"),
  /**
   * A gap of a template: {@code {name}}, {@code {0}}, {@code ${name}}, {@code {{name}}}, or a
   * format of printf such as {@code %s}, {@code %1$d} and {@code %(name)s}.
   */
  PLACEHOLDER(
      "{%",
      "\\$?\\{\\{[A-Za-z0-9_.:,#-]{0,64}+\\}\\}"
          + "|\\$?\\{[A-Za-z0-9_.:,#-]{0,64}+\\}"
          + "|(?<![\\p{L}\\p{N}%])%(?:\\([A-Za-z0-9_]{1,64}+\\)|[0-9]{1,2}\\$)?"
          + "[-+#0]?[0-9]{0,3}+(?:\\.[0-9]{1,2}+)?(?:hh|h|ll|l)?[@sdifuxXeEgGc](?![\\p{L}\\p{N}])");

  private final String hints;
  private final Pattern pattern;

  SpanType(String hints, String pattern) {
    this.hints = hints;
    this.pattern = Pattern.compile(pattern);
  }

  /** What a span looks like. */
  Pattern pattern() {
    return pattern;
  }

  /** Whether a line has a character without which there is no such span. */
  boolean mayBeIn(String line) {
    for (int i = 0; i < hints.length(); i++) {
      if (line.indexOf(hints.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The name in settings: {@code url}, {@code email}, {@code tag} or {@code placeholder}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
