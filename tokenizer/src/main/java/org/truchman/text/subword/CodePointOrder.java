package org.truchman.text.subword;

import java.util.Comparator;

/** The order of strings by code points, as Python has it; Java's own goes by UTF-16 units. */
public enum CodePointOrder implements Comparator<String> {
  /** The one order. */
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        // Both low surrogates behind the same high one, or at least one starts a code point.
        return Integer.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Surrogates stand for code points above all others. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
