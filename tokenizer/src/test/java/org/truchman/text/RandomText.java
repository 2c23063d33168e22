package org.truchman.text;

import java.util.Random;

/** Strings that try to break text handling; the same for the same seed. */
public final class RandomText {
  private static final String[] SNIPPETS = {
    "￭",
    "￭￭",
    "￭￭<0xE2>",
    "<0xE2>",
    "<s>",
    "</s>",
    "<unk>",
    "<pad>",
    "</w>",
    "@@ ",
    "▁",
    "￨",
    "％",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u00A0",
    "\u2003",
    "\u2028",
    "\u0085",
    "\u0000",
    "\uFEFF",
    "\u200B",
    "\u200D",
    "\u200E",
    "\u202E",
    "\u00AD",
    "e\u0301",
    "\u0301",
    "\u0323\u0307",
    "ẛ̣",
    "Å",
    "\uD800",
    "\uDC00",
    "😀",
    "👩\u200D👩\u200D👧",
    "👍🏽",
    "🇩🇪",
    "❤\uFE0F",
    "𝔘",
    "𐐷",
    "שלום",
    "مرحبا",
    "می\u200Cخواهم",
    "नमस्ते",
    "日本語",
    "한국어",
    "가",
    "ﬁ",
    "ǅ",
    "İi",
    "ß",
    "3,5 %",
    "U.S.A.",
    "don't",
    "Ich hab's.",
    "„Zitat“",
    "e-mail",
    "...",
    "!?",
    "a",
    "b",
    "Haus",
    "the",
    ".",
    ",",
    "\uFFFD",
    "\uFFFF",
    "WiFi",
    "HTML",
    "STRAßE",
    "ΟΔΟΣ οδος",
    "ıſ",
    "ǆǄ",
    "\u212A",
    "\u0345",
    "J\u030C",
    "ꭰᎠ",
    "｟",
    "｠",
    "｟mrk_case_modifier_C｠",
    "｟mrk_begin_case_region_U｠",
    "｟url＃1｠",
    "｟url＃1：a｠",
    "％FFED",
    "％",
    "http://example.org/a?b=(c).",
    "www.a.b",
    "first.last@example.org",
    "<b>",
    "<a href=\"x y\">",
    "{name}",
    "${x}",
    "%s",
    "%1$d",
  };

  private final Random random;

  /** A generator for this seed. */
  public RandomText(long seed) {
    random = new Random(seed);
  }

  /**
   * The next string: up to 20 parts, half of them from the list above, the others one character.
   */
  public String next() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> text.append((char) (' ' + random.nextInt(95)));
        default -> text.append(SNIPPETS[random.nextInt(SNIPPETS.length)]);
      }
    }
    return text.toString();
  }
}
