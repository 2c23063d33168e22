package org.truchman.metrics.tokens;

/** Every Chinese character is a token; what stands between them is tokenized as Western text. */
final class ChineseRules {
  // First and last of each range. The two marked ones are what sacreBLEU means by 0x20000-0x2A6D6
  // and 0x2F800-0x2FA1D: written with four hexadecimal digits there, they compare as the strings
  // "\u2000" + "0" and so on, which makes general punctuation and symbols "Chinese". Scores depend
  // on it.
  private static final int[] RANGES = {
    0x2001, 0x2A6D, // as above
    0x2E80, 0x2EFF, // radicals supplement
    0x2F00, 0x2FDF, // Kangxi radicals (and 0x2F81-0x2FA1, as above)
    0x2FF0, 0x2FFF, // description characters
    0x3000, 0x303F, // punctuation
    0x3100, 0x312F, // Bopomofo
    0x31A0, 0x31BF, // Bopomofo extended
    0x31C0, 0x31EF, // strokes
    0x3200, 0x33FF, // enclosed letters, compatibility
    0x3400, 0x4DB5, // unified ideographs, extension A
    0x4E00, 0x9FBB, // unified ideographs
    0xF900, 0xFA2D, // compatibility ideographs
    0xFA30, 0xFA6A,
    0xFA70, 0xFAD9,
    0xFE10, 0xFE1F, // vertical forms
    0xFE30, 0xFE4F, // compatibility forms
    0xFF00, 0xFFEF, // full-width and half-width forms
  };

  private ChineseRules() {}

  static CodePoints apply(CodePoints line) {
    int start = 0;
    int end = line.size;
    while (start < end && Characters.isSpace(line.items[start])) {
      start++;
    }
    while (end > start && Characters.isSpace(line.items[end - 1])) {
      end--;
    }
    CodePoints out = line.next();
    for (int i = start; i < end; i++) {
      if (isChinese(line.items[i])) {
        out.addApart(line.items[i]);
      } else {
        out.add(line.items[i]);
      }
    }
    return WesternRules.apply(out);
  }

  static boolean isChinese(int c) {
    if (c < RANGES[0] || c > RANGES[RANGES.length - 1]) {
      return false;
    }
    for (int i = 0; i < RANGES.length; i += 2) {
      if (c <= RANGES[i + 1]) {
        return c >= RANGES[i];
      }
    }
    return false;
  }
}
