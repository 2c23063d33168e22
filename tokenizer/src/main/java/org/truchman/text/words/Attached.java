package org.truchman.text.words;

/** Characters that belong to the one before them: combining marks and format characters. */
final class Attached {
  private Attached() {}

  /** Whether a code point is written on or with the one before it, and never alone. */
  static boolean isAttached(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }
}
