package org.truchman.text.normalize;

import java.text.Normalizer.Form;

/**
 * The normal form of a line: Unicode NFC, with single blanks between words and none around them.
 *
 * <p>In this order:
 *
 * <ol>
 *   <li>a surrogate without its partner becomes U+FFFD;
 *   <li>every run of separators becomes one U+0020, and those at both ends go. Separators are the
 *       code points of the categories Zs, Zl, Zp (blanks, NBSP, U+2028, ...) and Cc (tab, lone CR,
 *       LF, NUL, C1 controls), and U+FEFF;
 *   <li>the rest is brought to Unicode Normalization Form C.
 * </ol>
 *
 * <p>Format characters other than U+FEFF stay: joiners, bidirectional marks and the soft hyphen are
 * part of how a word is written. Normalising twice is normalising once, because NFC makes no
 * separator out of anything else. Stateless and thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode Standard Annex 15</a>
 */
public final class Normalizer {
  private Normalizer() {}

  /**
   * The normal form of a line.
   *
   * @param line any text
   * @return its normal form; empty if the line holds separators only
   */
  public static String normalize(String line) {
    if (isPlain(line)) {
      return line;
    }
    String clean = isClean(line) ? line : clean(line);
    return java.text.Normalizer.normalize(MarkOrder.sorted(clean), Form.NFC);
  }

  /**
   * Tells whether nothing is left of a line in normal form.
   *
   * @param line any text
   */
  public static boolean isBlank(String line) {
    return line.chars().allMatch(Normalizer::isSeparator);
  }

  /**
   * Tells whether a code point separates words, and so becomes a blank.
   *
   * @param codePoint a Unicode code point
   */
  public static boolean isSeparator(int codePoint) {
    if (codePoint <= ' ' || codePoint == 0xFEFF) {
      return true;
    }
    if (codePoint < 0x7F) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          true;
      default -> false;
    };
  }

  /** Most lines are normal already; below U+0300 every character is its own NFC. */
  private static boolean isPlain(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= 0x300 || (c >= 0x7F && c <= 0xA0) || c < ' ') {
        return false;
      }
    }
    return isClean(line);
  }

  private static boolean isClean(String line) {
    boolean afterBlank = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean blank = isSeparator(c);
      if (blank && (afterBlank || c != ' ')) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!isPairAt(line, i)) {
          return false;
        }
        i++;
      }
      afterBlank = blank;
    }
    return line.isEmpty() || !afterBlank;
  }

  private static String clean(String line) {
    StringBuilder clean = new StringBuilder(line.length());
    boolean pending = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isSeparator(c)) {
        pending = true;
        continue;
      }
      if (pending && clean.length() > 0) {
        clean.append(' ');
      }
      pending = false;
      if (!Character.isSurrogate(c)) {
        clean.append(c);
      } else if (isPairAt(line, i)) {
        clean.append(c).append(line.charAt(++i));
      } else {
        clean.append('\uFFFD');
      }
    }
    return clean.toString();
  }

  private static boolean isPairAt(String line, int i) {
    return i + 1 < line.length() && Character.isSurrogatePair(line.charAt(i), line.charAt(i + 1));
  }
}
