package org.truchman.metrics.tokens;

/**
 * The four rules of mteval-v13a for Western languages, each a pass over the line.
 *
 * <p>sacreBLEU writes them as regular expressions. The passes below do what those do, down to the
 * detail that matters: what one match has consumed, the next cannot look at again.
 */
final class WesternRules {
  private WesternRules() {}

  /** All four rules in their order. */
  static CodePoints apply(CodePoints line) {
    return numbersAndDashes(punctuation(line));
  }

  /** Rules two to four, which look at digits: periods, commas and dashes. */
  static CodePoints numbersAndDashes(CodePoints line) {
    return dashAfterDigit(stopBeforeNonDigit(stopAfterNonDigit(line)));
  }

  /** Sets ASCII punctuation apart, but for apostrophe, comma, dash and period. */
  static CodePoints punctuation(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      int c = line.items[i];
      if (isSeparated(c)) {
        out.addApart(c);
      } else {
        out.add(c);
      }
    }
    return out;
  }

  private static CodePoints stopAfterNonDigit(CodePoints line) {
    CodePoints out = line.next();
    int i = 0;
    while (i < line.size) {
      int c = line.items[i++];
      out.add(c);
      if (i < line.size && !isDigit(c) && isStop(line.items[i])) {
        out.addApart(line.items[i++]);
      }
    }
    return out;
  }

  private static CodePoints stopBeforeNonDigit(CodePoints line) {
    CodePoints out = line.next();
    int i = 0;
    while (i < line.size) {
      int c = line.items[i++];
      if (i < line.size && isStop(c) && !isDigit(line.items[i])) {
        out.addApart(c);
        out.add(line.items[i++]);
      } else {
        out.add(c);
      }
    }
    return out;
  }

  private static CodePoints dashAfterDigit(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      int c = line.items[i];
      if (c == '-' && i > 0 && isDigit(line.items[i - 1])) {
        out.addApart(c);
      } else {
        out.add(c);
      }
    }
    return out;
  }

  private static boolean isSeparated(int c) {
    return c >= ' ' && c <= '&'
        || c >= '(' && c <= '+'
        || c == '/'
        || c >= ':' && c <= '@'
        || c >= '[' && c <= '`'
        || c >= '{' && c <= '~';
  }

  private static boolean isStop(int c) {
    return c == '.' || c == ',';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
