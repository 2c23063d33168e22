package org.truchman.metrics.tokens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the scores need to know of each code point: a frozen table, read once. */
final class Characters {
  private static final String TABLE = "characters.txt";
  private static final int SPACE = 1;
  private static final int NUMBER = 1 << 1;
  private static final int PUNCTUATION = 1 << 2;
  private static final int SYMBOL = 1 << 3;
  private static final int CASED = 1 << 4;
  private static final int IGNORABLE = 1 << 5;
  private static final Map<String, Integer> FLAGS =
      Map.of(
          "space", SPACE,
          "number", NUMBER,
          "punctuation", PUNCTUATION,
          "symbol", SYMBOL,
          "cased", CASED,
          "ignorable", IGNORABLE);

  // 256 code points a page; the many pages without any property share one.
  private static final byte[] EMPTY_PAGE = new byte[256];
  private static final byte[][] PAGES = new byte[(Character.MAX_CODE_POINT >> 8) + 1][];
  private static final Map<Integer, Integer> LOWER = new HashMap<>();

  static {
    Arrays.fill(PAGES, EMPTY_PAGE);
    read();
  }

  private Characters() {}

  /** Whether Python's {@code str.split} divides here. */
  static boolean isSpace(int codePoint) {
    return is(codePoint, SPACE);
  }

  /** Whether the general category is N. */
  static boolean isNumber(int codePoint) {
    return is(codePoint, NUMBER);
  }

  /** Whether the general category is P. */
  static boolean isPunctuation(int codePoint) {
    return is(codePoint, PUNCTUATION);
  }

  /** Whether the general category is S. */
  static boolean isSymbol(int codePoint) {
    return is(codePoint, SYMBOL);
  }

  /** Whether it has case, so that a sigma after it may be final; false for ignorable ones. */
  static boolean isCased(int codePoint) {
    return is(codePoint, CASED);
  }

  /** Whether the search for the letter beside a sigma skips it. */
  static boolean isCaseIgnorable(int codePoint) {
    return is(codePoint, IGNORABLE);
  }

  /** The lower-case code point, without regard to its neighbours. */
  static int lower(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
    }
    return is(codePoint, CASED) ? LOWER.getOrDefault(codePoint, codePoint) : codePoint;
  }

  private static boolean is(int codePoint, int flag) {
    return (PAGES[codePoint >> 8][codePoint & 0xFF] & flag) != 0;
  }

  private static void read() {
    try (InputStream in = Characters.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the metrics module is incomplete: its resource " + TABLE + " is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          readSection(line.split(" "));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the metrics module's " + TABLE, e);
    }
  }

  private static void readSection(String[] words) {
    for (int i = 1; i < words.length; i++) {
      if (words[0].equals("lower")) {
        readLower(words[i]);
      } else {
        readRange(words[i], FLAGS.get(words[0]));
      }
    }
  }

  private static void readRange(String range, int flag) {
    int dash = range.indexOf('-');
    int first = hex(dash < 0 ? range : range.substring(0, dash));
    int last = dash < 0 ? first : hex(range.substring(dash + 1));
    for (int c = first; c <= last; c++) {
      if (PAGES[c >> 8] == EMPTY_PAGE) {
        PAGES[c >> 8] = new byte[256];
      }
      PAGES[c >> 8][c & 0xFF] |= (byte) flag;
    }
  }

  /** Reads {@code first-last/step:offset}. */
  private static void readLower(String run) {
    int dash = run.indexOf('-');
    int slash = run.indexOf('/');
    int colon = run.indexOf(':');
    int last = hex(run.substring(dash + 1, slash));
    int step = hex(run.substring(slash + 1, colon));
    int offset = hex(run.substring(colon + 1));
    for (int c = hex(run.substring(0, dash)); c <= last; c += step) {
      LOWER.put(c, c + offset);
    }
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }
}
