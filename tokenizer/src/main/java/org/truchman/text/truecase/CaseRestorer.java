package org.truchman.text.truecase;

/**
 * Writes text in the case that marks ask for. Any order of marks has a meaning: a region that never
 * ends goes to the end of the line, a mark without text behind it says nothing.
 */
public final class CaseRestorer {
  private boolean capital;
  private boolean upper;

  /** A restorer at the beginning of a line. */
  public CaseRestorer() {}

  /** Obeys a mark. */
  public void obey(CaseMark mark) {
    switch (mark) {
      case CAPITAL -> capital = true;
      case BEGIN_UPPER -> upper = true;
      case END_UPPER -> upper = false;
    }
  }

  /**
   * Appends text in the case that holds now.
   *
   * @param text lower-case text
   * @param line takes it
   */
  public void append(String text, StringBuilder line) {
    if (!upper && !capital) {
      line.append(text);
      return;
    }
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      boolean raise = upper || capital;
      line.appendCodePoint(raise ? Character.toUpperCase(codePoint) : codePoint);
      capital = false;
      i += Character.charCount(codePoint);
    }
  }
}
