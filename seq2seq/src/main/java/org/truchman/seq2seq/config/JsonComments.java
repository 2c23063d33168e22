package org.truchman.seq2seq.config;

/**
 * Blanks the comments of a JSON text: {@code //} to the end of the line and {@code /* ... *}{@code
 * /}. A string that looks like a comment stays.
 */
final class JsonComments {

  private final String text;
  private final StringBuilder blanked;
  private int at;

  private JsonComments(String text) {
    this.text = text;
    this.blanked = new StringBuilder(text.length());
  }

  /**
   * Gives the text with blanks for comments, so that lines and columns stay what they are.
   *
   * @param text JSON with comments
   * @return JSON without, of the same length and with the same line ends
   * @throws IllegalArgumentException if a comment of the second kind has no end
   */
  static String blank(String text) {
    return new JsonComments(text).run();
  }

  private String run() {
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        string();
      } else if (text.startsWith("//", at)) {
        lineComment();
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else {
        keep();
      }
    }
    return blanked.toString();
  }

  private void string() {
    keep();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        keep();
      }
      keep();
    }
    if (at < text.length()) {
      keep();
    }
  }

  private void lineComment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      erase();
    }
  }

  private void blockComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
      throw new IllegalArgumentException("the comment that starts in line " + line + " has no end");
    }
    while (at < end + 2) {
      erase();
    }
  }

  private void keep() {
    blanked.append(text.charAt(at++));
  }

  private void erase() {
    char erased = text.charAt(at++);
    blanked.append(erased == '\n' || erased == '\r' ? erased : ' ');
  }
}
