package org.truchman.metrics.tokens;

import java.util.Objects;

/**
 * Tercom's normalisation, as sacreBLEU's TER has it.
 *
 * @param normalized whether punctuation is set apart and XML entities are resolved
 * @param noPunctuation whether punctuation is removed
 * @param asianSupport whether the two settings above reach to Chinese and Japanese characters
 * @param caseSensitive whether case counts; otherwise lines are lower-cased
 * @see <a href="https://github.com/jhclark/tercom">Tercom, Normalizer.java</a>
 */
public record TercomTokenizer(
    boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {
  private static final String REMOVED = ".,?:;!\"()";

  /**
   * The tokens of a line.
   *
   * @param line any text
   * @return its words, normalised
   */
  public Tokens tokens(String line) {
    String text = PythonText.rstrip(Objects.requireNonNull(line, "line"));
    if (!caseSensitive) {
      text = PythonText.lower(text);
    }
    CodePoints result = normalized ? normalize(text) : CodePoints.of(text);
    return Tokens.split(noPunctuation ? withoutPunctuation(result) : result);
  }

  private CodePoints normalize(String line) {
    String text = Entities.resolved(line.replace("\n-", "").replace('\n', ' '));
    CodePoints western = WesternRules.punctuation(CodePoints.of(" " + text + " "));
    CodePoints result = WesternRules.numbersAndDashes(possessives(western));
    return asianSupport ? asianApart(result) : result;
  }

  /** Sets 's apart where a space follows; the line ends with one. */
  private static CodePoints possessives(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      boolean found =
          i + 2 < line.size
              && line.items[i] == '\''
              && line.items[i + 1] == 's'
              && line.items[i + 2] == ' ';
      if (found) {
        out.add(' ');
      }
      out.add(line.items[i]);
    }
    return out;
  }

  // sacreBLEU has three more rules, for runs of Hiragana and Katakana: anchored to the beginning
  // of a line that by then begins with a space, they never match.
  private static CodePoints asianApart(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      int c = line.items[i];
      if (isAsian(c) || isAsianPunctuation(c)) {
        out.addApart(c);
      } else {
        out.add(c);
      }
    }
    return out;
  }

  private CodePoints withoutPunctuation(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      int c = line.items[i];
      if (REMOVED.indexOf(c) < 0 && !(asianSupport && isAsianPunctuation(c))) {
        out.add(c);
      }
    }
    return out;
  }

  private static boolean isAsian(int c) {
    return c >= 0x2E80 && c <= 0x2EFF // radicals supplement
        || c >= 0x31C0 && c <= 0x31EF // strokes
        || c >= 0x3200 && c <= 0x4DBF // sacreBLEU's 3200-3F22, 3300-33FF and 3400-4DBF together
        || c >= 0x4E00 && c <= 0x9FFF // unified ideographs
        || c >= 0xF900 && c <= 0xFAFF // compatibility ideographs
        || c >= 0xFE30 && c <= 0xFE4F; // compatibility forms
  }

  private static boolean isAsianPunctuation(int c) {
    return switch (c) {
      case 0x3001, 0x3002, 0x30FB -> true;
      case 0xFF0E, 0xFF0C, 0xFF1F, 0xFF1A, 0xFF1B, 0xFF01, 0xFF02, 0xFF08, 0xFF09 -> true;
      default ->
          c >= 0x3008 && c <= 0x3011 || c >= 0x3014 && c <= 0x301F || c >= 0xFF61 && c <= 0xFF65;
    };
  }
}
