package org.truchman.text.truecase;

import java.util.List;
import org.truchman.text.words.MarkedWord;

/**
 * Splits words where their case changes, and writes the parts in lower case.
 *
 * <p>Two or more capitals in a row are one part, a capital begins a part with the small letters
 * behind it: {@code WiFi} is {@code Wi Fi}, {@code PCs} is {@code PC s}. Only capitals that come
 * back take part: those whose lower case is another character, of which they are the upper case, by
 * the simple mappings of Unicode, one code point to one. The others (İ, ǅ, the Kelvin sign) stay as
 * they are, and small letters that are the lower case of nothing (ß, ı, a final ς) never stand in a
 * part of capitals. So lowering loses nothing. No locale takes part.
 *
 * @see <a href="https://www.unicode.org/versions/latest/core-spec/chapter-5/#G21180">Unicode
 *     Standard, section 5.18</a>
 */
public final class CaseSplitter {
  private CaseSplitter() {}

  /**
   * Appends the parts of a word.
   *
   * @param word the word
   * @param parts takes at least one part; joined and written in their forms, they are the word
   */
  public static void split(MarkedWord word, List<CasedWord> parts) {
    String text = word.text();
    if (!hasCapital(text)) {
      parts.add(new CasedWord(word, CaseForm.AS_IS));
      return;
    }
    boolean joinsLeft = word.joinsLeft();
    for (int start = 0; start < text.length(); ) {
      CaseForm form = CaseForm.AS_IS;
      int end = start;
      if (isCapital(text.codePointAt(start))) {
        end = endOfCapitals(text, start);
        boolean several = end > afterFirst(text, start);
        form = several ? CaseForm.UPPER : CaseForm.CAPITAL;
      }
      end = form == CaseForm.UPPER ? end : endOfOthers(text, end);
      boolean joinsRight = end < text.length() || word.joinsRight();
      String lower = form == CaseForm.AS_IS ? text.substring(start, end) : lower(text, start, end);
      parts.add(new CasedWord(new MarkedWord(lower, joinsLeft, joinsRight), form));
      joinsLeft = false;
      start = end;
    }
  }

  private static boolean hasCapital(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isCapital(codePoint)) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  /**
   * Tells whether a code point is a capital letter that lower case does not lose.
   *
   * @param codePoint a Unicode code point
   */
  static boolean isCapital(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z';
    }
    int lower = Character.toLowerCase(codePoint);
    return lower != codePoint && Character.toUpperCase(lower) == codePoint;
  }

  /** Where the first capital and the marks upon it end. */
  private static int afterFirst(String text, int start) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (end < text.length() && isMarkUpon(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static int endOfCapitals(String text, int start) {
    int end = start;
    while (end < text.length() && isCapital(text.codePointAt(end))) {
      end = afterFirst(text, end);
    }
    return end;
  }

  private static int endOfOthers(String text, int start) {
    int end = start;
    while (end < text.length() && !isCapital(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** A combining mark that upper case leaves alone; U+0345 it does not. */
  private static boolean isMarkUpon(int codePoint) {
    int type = Character.getType(codePoint);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && Character.toUpperCase(codePoint) == codePoint;
  }

  /** Lowers the capitals; the others stay, also where a lower case of them exists. */
  private static String lower(String text, int start, int end) {
    StringBuilder lower = new StringBuilder(end - start);
    for (int i = start; i < end; ) {
      int codePoint = text.codePointAt(i);
      lower.appendCodePoint(isCapital(codePoint) ? Character.toLowerCase(codePoint) : codePoint);
      i += Character.charCount(codePoint);
    }
    return lower.toString();
  }
}
