package org.truchman.text.words;

/**
 * Writes characters that markup uses so that no text can be taken for markup.
 *
 * <p>Such a character becomes U+FF05 and its four hexadecimal digits, as in the placeholders of
 * OpenNMT's tokenizer: a joiner is {@code ％FFED}. U+FF05 itself is escaped too, so every text comes
 * back.
 */
public final class Escapes {
  private static final char ESCAPE = '\uFF05';
  private static final int DIGITS = 4;

  /** The blank, joiner, brackets of marks, and the separator of word features. */
  private static final String ESCAPED = " " + JoinerMarks.JOINER + ESCAPE + "\uFF5F\uFF60\uFFE8";

  private Escapes() {}

  /**
   * Text without markup characters.
   *
   * @param text any text
   */
  public static String escape(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ' ' || c >= ESCAPE) && ESCAPED.indexOf(c) >= 0) {
        escaped = escaped == null ? new StringBuilder(text.substring(0, i)) : escaped;
        escaped.append(ESCAPE);
        for (int shift = 12; shift >= 0; shift -= 4) {
          escaped.append(Character.toUpperCase(Character.forDigit(c >> shift & 0xF, 16)));
        }
      } else if (escaped != null) {
        escaped.append(c);
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  /**
   * The text that was escaped. What is no escape stays.
   *
   * @param text text from {@link #escape}, or any other
   */
  public static String unescape(String text) {
    int at = text.indexOf(ESCAPE);
    if (at < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    for (; at >= 0; at = text.indexOf(ESCAPE, from)) {
      int value = value(text, at + 1);
      plain.append(text, from, at).append(value < 0 ? ESCAPE : (char) value);
      from = value < 0 ? at + 1 : at + 1 + DIGITS;
    }
    return plain.append(text, from, text.length()).toString();
  }

  private static int value(String text, int start) {
    if (start + DIGITS > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + DIGITS; i++) {
      char c = text.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
