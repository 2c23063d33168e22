package org.truchman.metrics;

import org.truchman.metrics.tokens.PythonText;
import org.truchman.metrics.tokens.Tokens;

/**
 * One line as chrF reads it.
 *
 * @param characters its code points, the first {@code length} of them, with white space or without
 * @param length the number of code points that count
 * @param words its words with punctuation apart; null where words do not count
 */
record ChrfText(int[] characters, int length, Tokens words) {

  static ChrfText of(String line, ChrfOptions options) {
    int[] characters = line.codePoints().toArray();
    int length = characters.length;
    if (!options.whitespace()) {
      length = 0;
      for (int c : characters) {
        if (!PythonText.isSpace(c)) {
          characters[length++] = c;
        }
      }
    }
    return new ChrfText(
        characters, length, options.wordOrder() > 0 ? Tokens.chrfWords(line) : null);
  }
}
