package org.truchman.seq2seq;

/** Finds phrases in lines in normal form, in whole words: what touches them there is no letter. */
final class WholeWords {
  private WholeWords() {}

  /** Whether a phrase stands somewhere in a line, or, with a capital letter, at its start. */
  static boolean stand(String phrase, String line) {
    for (int at = line.indexOf(phrase); at >= 0; at = line.indexOf(phrase, at + 1)) {
      if (standAt(phrase, line, at)) {
        return true;
      }
    }
    return standAt(capitalised(phrase), line, 0);
  }

  /** Whether a phrase stands at a place of a line. */
  static boolean standAt(String phrase, String line, int at) {
    int end = at + phrase.length();
    return line.startsWith(phrase, at) && !isInside(line, at) && !isInside(line, end);
  }

  /** Whether a place is between two letters or digits. */
  static boolean isInside(String line, int at) {
    return at > 0
        && at < line.length()
        && isWord(line.codePointBefore(at))
        && isWord(line.codePointAt(at));
  }

  /** Whether a code point is a part of a word, and not, as in Chinese, one that is a word. */
  private static boolean isWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
  }

  /** A phrase as it begins a sentence. */
  static String capitalised(String phrase) {
    int first = phrase.codePointAt(0);
    String capital = Character.toString(Character.toTitleCase(first));
    return capital + phrase.substring(Character.charCount(first));
  }
}
