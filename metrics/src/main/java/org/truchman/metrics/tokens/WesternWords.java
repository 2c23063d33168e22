package org.truchman.metrics.tokens;

/**
 * The result of {@link WesternRules} on a line between two spaces, found in one pass where
 * possible.
 *
 * <p>No rule's match reaches across white space in a way that the next word would notice, and the
 * first rule puts spaces around the characters that it separates. So both end a word, and each word
 * is treated alone. What is left of the rules concerns periods, commas, and dashes behind digits:
 * words without any are tokens as they stand, a single period or comma at the end is a token of its
 * own, and only the rest goes through the rules.
 */
final class WesternWords {
  private static final byte OTHER = 0;
  private static final byte SPACE = 1;
  private static final byte SEPARATED = 2;
  private static final byte STOP = 3;
  private static final byte DIGIT = 4;
  private static final byte DASH = 5;
  private static final byte[] ASCII = kinds();

  private final CodePoints text;
  private final int end;
  private final Tokens.Builder tokens;

  private WesternWords(CodePoints line) {
    text = line;
    end = line.size;
    tokens = new Tokens.Builder(line);
  }

  /** The tokens of a line; longer words are rewritten at the end of its code points. */
  static Tokens of(CodePoints line) {
    WesternWords words = new WesternWords(line);
    int start = 0;
    while (start < words.end) {
      start = words.read(start);
    }
    return words.tokens.build();
  }

  /** Reads a word and the space or separated character behind it; returns where the next begins. */
  private int read(int start) {
    int[] items = text.items;
    int stop = -1;
    boolean dashAfterDigit = false;
    byte before = SPACE;
    int i = start;
    byte kind = SPACE;
    for (; i < end; i++) {
      int c = items[i];
      kind = c < ASCII.length ? ASCII[c] : Characters.isSpace(c) ? SPACE : OTHER;
      if (kind == SPACE || kind == SEPARATED) {
        break;
      }
      if (kind == STOP && stop < 0) {
        stop = i;
      }
      dashAfterDigit |= kind == DASH && before == DIGIT;
      before = kind;
    }
    if (i > start) {
      add(start, i, stop, dashAfterDigit);
    }
    if (i < end && kind == SEPARATED) {
      tokens.add(i, i + 1);
    }
    return i + 1;
  }

  private void add(int start, int behind, int stop, boolean dashAfterDigit) {
    if (dashAfterDigit || stop >= 0 && stop < behind - 1) {
      addByRules(start, behind);
    } else if (stop < 0) {
      tokens.add(start, behind);
    } else {
      if (stop > start) {
        tokens.add(start, stop);
      }
      tokens.add(stop, behind);
    }
  }

  private void addByRules(int start, int behind) {
    CodePoints word = new CodePoints(behind - start + 2);
    word.add(' ');
    word.addAll(text.items, start, behind);
    word.add(' ');
    CodePoints result = WesternRules.numbersAndDashes(word);
    int from = text.size;
    text.addAll(result.items, 0, result.size);
    tokens.addWords(from, text.size);
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (int c = 0; c < kinds.length; c++) {
      kinds[c] =
          Characters.isSpace(c)
              ? SPACE
              : WesternRules.isSeparated(c)
                  ? SEPARATED
                  : WesternRules.isStop(c)
                      ? STOP
                      : WesternRules.isDigit(c) ? DIGIT : c == '-' ? DASH : OTHER;
    }
    return kinds;
  }
}
