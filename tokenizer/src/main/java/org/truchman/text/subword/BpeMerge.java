package org.truchman.text.subword;

/**
 * One merge operation: two symbols that stand together become one.
 *
 * <p>A symbol is a string of characters; the symbol that ends a word has {@link #END} behind it.
 *
 * @param left the first symbol, never the end of a word
 * @param right the second symbol
 */
public record BpeMerge(String left, String right) {
  /** Follows the characters of a symbol that ends a word. */
  public static final String END = "</w>";

  /** Checks that the symbols can be written to a codes file and read from it without doubt. */
  public BpeMerge {
    requireSymbol(left);
    requireSymbol(right);
    if (!isUnambiguous(left, right)) {
      throw new IllegalArgumentException(
          "\"" + left + " " + right + "\" is ambiguous: only the end of a word may end in " + END);
    }
  }

  private static void requireSymbol(String symbol) {
    StrictUtf8.requireWhole(symbol);
    if (symbol.isEmpty() || symbol.equals(END) || hasBlank(symbol)) {
      throw new IllegalArgumentException(
          "\"" + symbol + "\" is no symbol; characters without blanks are needed");
    }
  }

  /**
   * Tells whether the end of a word can be told from text that is spelled like it. A text may hold
   * {@code </w>}; no symbol within a word may end with it.
   */
  static boolean isUnambiguous(String left, String right) {
    return !left.endsWith(END) && (right.endsWith(END) || !(left + right).endsWith(END));
  }

  /** Tells whether a file of codes can hold two symbols: {@link #isUnambiguous}, and no control. */
  static boolean isWritable(String left, String right) {
    return isUnambiguous(left, right) && !hasBlank(left) && !hasBlank(right);
  }

  private static boolean hasBlank(String symbol) {
    return symbol.chars().anyMatch(c -> c <= ' ');
  }

  /** The symbol that comes of it. */
  public String merged() {
    return left + right;
  }
}
