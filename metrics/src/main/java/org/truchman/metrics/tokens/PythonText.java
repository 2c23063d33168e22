package org.truchman.metrics.tokens;

/** The few string methods of Python that the scores rest on; Java's namesakes differ in details. */
public final class PythonText {
  private static final int CAPITAL_SIGMA = 0x3A3;
  private static final int SMALL_SIGMA = 0x3C3;
  private static final int FINAL_SIGMA = 0x3C2;
  private static final int CAPITAL_I_WITH_DOT = 0x130;
  private static final int DOT_ABOVE = 0x307;

  private PythonText() {}

  /**
   * The text in lower case as {@code str.lower} gives it: full mappings, sigma by its place.
   *
   * @param text any text
   * @return the lower-case text, which may be longer by some code points
   */
  public static String lower(String text) {
    int[] in = text.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length() + 2);
    for (int i = 0; i < in.length; i++) {
      switch (in[i]) {
        case CAPITAL_SIGMA -> out.appendCodePoint(isFinal(in, i) ? FINAL_SIGMA : SMALL_SIGMA);
        case CAPITAL_I_WITH_DOT -> out.append('i').appendCodePoint(DOT_ABOVE);
        default -> out.appendCodePoint(Characters.lower(in[i]));
      }
    }
    return out.toString();
  }

  /**
   * The text without white space at its end, as {@code str.rstrip} gives it.
   *
   * @param text any text
   * @return its beginning up to the last character that is no white space
   */
  public static String rstrip(String text) {
    int end = text.length();
    while (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /**
   * Whether Python counts the character as white space; it knows more of them than Java does.
   *
   * @param codePoint any code point
   * @return whether {@code str.split} divides there
   */
  public static boolean isSpace(int codePoint) {
    return Characters.isSpace(codePoint);
  }

  private static boolean isFinal(int[] text, int sigma) {
    int before = sigma - 1;
    while (before >= 0 && Characters.isCaseIgnorable(text[before])) {
      before--;
    }
    if (before < 0 || !Characters.isCased(text[before])) {
      return false;
    }
    int after = sigma + 1;
    while (after < text.length && Characters.isCaseIgnorable(text[after])) {
      after++;
    }
    return after == text.length || !Characters.isCased(text[after]);
  }
}
