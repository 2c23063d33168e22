package org.truchman.metrics.tokens;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of one line, as stretches of its code points; no string is made until one is asked
 * for.
 */
public final class Tokens {
  private final int[] text;
  private final int[] bounds;
  private final int size;

  private Tokens(int[] text, int[] bounds, int size) {
    this.text = text;
    this.bounds = bounds;
    this.size = size;
  }

  /** Divides at white space, as Python's {@code str.split} does. */
  static Tokens split(CodePoints line) {
    int[] text = line.items;
    int[] bounds = new int[64];
    int size = 0;
    int i = 0;
    while (i < line.size) {
      if (Characters.isSpace(text[i])) {
        i++;
        continue;
      }
      int start = i;
      while (i < line.size && !Characters.isSpace(text[i])) {
        i++;
      }
      if (2 * size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 4 * size);
      }
      bounds[2 * size] = start;
      bounds[2 * size + 1] = i;
      size++;
    }
    return new Tokens(text, bounds, size);
  }

  /** Each code point that is no white space is one token. */
  static Tokens characters(CodePoints line) {
    int[] bounds = new int[2 * line.size];
    int size = 0;
    for (int i = 0; i < line.size; i++) {
      if (!Characters.isSpace(line.items[i])) {
        bounds[2 * size] = i;
        bounds[2 * size + 1] = i + 1;
        size++;
      }
    }
    return new Tokens(line.items, bounds, size);
  }

  /**
   * The words of a line, divided at white space and nowhere else.
   *
   * @param line any text
   * @return its words
   */
  public static Tokens words(String line) {
    return split(CodePoints.of(line));
  }

  /**
   * The words of a line as chrF++ counts them: one ASCII punctuation mark at the end of a word, else
   * one at its beginning, is a token of its own.
   *
   * @param line any text
   * @return its words and marks
   * @see <a href="https://github.com/m-popovic/chrF">chrF++.py</a>
   */
  public static Tokens chrfWords(String line) {
    Tokens words = words(line);
    int[] bounds = new int[4 * words.size];
    int size = 0;
    for (int i = 0; i < words.size; i++) {
      int start = words.start(i);
      int end = words.end(i);
      int cut = cut(words.text, start, end);
      bounds[2 * size] = start;
      if (cut > start) {
        bounds[2 * size + 1] = cut;
        size++;
        bounds[2 * size] = cut;
      }
      bounds[2 * size + 1] = end;
      size++;
    }
    return new Tokens(words.text, bounds, size);
  }

  /** Where chrF++ cuts a word in two; its start if nowhere. */
  private static int cut(int[] text, int start, int end) {
    if (end - start > 1 && isAsciiPunctuation(text[end - 1])) {
      return end - 1;
    }
    return end - start > 1 && isAsciiPunctuation(text[start]) ? start + 1 : start;
  }

  private static boolean isAsciiPunctuation(int c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }

  /**
   * The number of tokens.
   *
   * @return zero or more
   */
  public int size() {
    return size;
  }

  /**
   * Where a token begins in {@link #codePoints}.
   *
   * @param token its index, from 0
   * @return the offset of its first code point
   */
  public int start(int token) {
    return bounds[2 * token];
  }

  /**
   * Where a token ends in {@link #codePoints}.
   *
   * @param token its index, from 0
   * @return the offset behind its last code point
   */
  public int end(int token) {
    return bounds[2 * token + 1];
  }

  /**
   * The code points that the offsets of {@link #start} and {@link #end} count in.
   *
   * @return the text itself, not a copy: read it only
   */
  public int[] codePoints() {
    return text;
  }

  /**
   * The tokens as strings.
   *
   * @return a view, one string made at each call of {@code get}
   */
  public List<String> strings() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        if (index < 0 || index >= size) {
          throw new IndexOutOfBoundsException("token " + index + " of " + size);
        }
        return new String(text, start(index), end(index) - start(index));
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** The tokens, one space between them. */
  @Override
  public String toString() {
    return String.join(" ", strings());
  }
}
