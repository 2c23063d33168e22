package org.truchman.metrics.tokens;

import java.util.Arrays;

/** A text that grows at its end, one code point after the other. */
final class CodePoints {
  int[] items;
  int size;

  CodePoints(int capacity) {
    items = new int[capacity];
  }

  /** The code points of a string. */
  static CodePoints of(String text) {
    int length = text.length();
    CodePoints result = new CodePoints(Math.max(length, 1));
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      result.items[result.size++] = c;
      i += Character.charCount(c);
    }
    return result;
  }

  void add(int codePoint) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = codePoint;
  }

  /** Adds the code point with a space on either side. */
  void addApart(int codePoint) {
    add(' ');
    add(codePoint);
    add(' ');
  }

  /** An empty text with room for what a pass over this one is likely to write. */
  CodePoints next() {
    return new CodePoints(size + size / 2 + 16);
  }
}
