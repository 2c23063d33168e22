package org.truchman.metrics.tokens;

/**
 * The three rules of mteval-v14: Unicode punctuation set apart unless a number stands on that side,
 * and every symbol set apart.
 */
final class InternationalRules {
  private InternationalRules() {}

  static CodePoints apply(CodePoints line) {
    return symbols(punctuationBeforeNonNumber(punctuationAfterNonNumber(line)));
  }

  private static CodePoints punctuationAfterNonNumber(CodePoints line) {
    CodePoints out = line.next();
    int i = 0;
    while (i < line.size) {
      int c = line.items[i++];
      out.add(c);
      if (i < line.size
          && Characters.isPunctuation(line.items[i])
          && !Characters.isNumber(c)) {
        out.addApart(line.items[i++]);
      }
    }
    return out;
  }

  private static CodePoints punctuationBeforeNonNumber(CodePoints line) {
    CodePoints out = line.next();
    int i = 0;
    while (i < line.size) {
      int c = line.items[i++];
      if (i < line.size && Characters.isPunctuation(c) && !Characters.isNumber(line.items[i])) {
        out.addApart(c);
        out.add(line.items[i++]);
      } else {
        out.add(c);
      }
    }
    return out;
  }

  private static CodePoints symbols(CodePoints line) {
    CodePoints out = line.next();
    for (int i = 0; i < line.size; i++) {
      if (Characters.isSymbol(line.items[i])) {
        out.addApart(line.items[i]);
      } else {
        out.add(line.items[i]);
      }
    }
    return out;
  }
}
