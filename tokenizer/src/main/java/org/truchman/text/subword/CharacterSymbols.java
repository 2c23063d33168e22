package org.truchman.text.subword;

import java.util.HashMap;
import java.util.Map;

/** The ids of symbols of one character, found without making a string of it. */
final class CharacterSymbols {
  private static final int UNKNOWN = -1;

  /** Latin, Greek, Cyrillic, Hebrew and Arabic letters lie below. */
  private static final int DIRECT = 0x800;

  private final int[] inside = new int[DIRECT];
  private final int[] atEnd = new int[DIRECT];
  private final Map<Integer, Integer> others = new HashMap<>();

  /**
   * The characters among these symbols.
   *
   * @param ids ids of symbols by their text, {@link BpeMerge#END} included
   */
  CharacterSymbols(Map<String, Integer> ids) {
    for (int codePoint = 0; codePoint < DIRECT; codePoint++) {
      inside[codePoint] = UNKNOWN;
      atEnd[codePoint] = UNKNOWN;
    }
    ids.forEach(this::add);
  }

  private void add(String symbol, int id) {
    int codePoint = symbol.codePointAt(0);
    int length = Character.charCount(codePoint);
    boolean end =
        symbol.length() == length + BpeMerge.END.length() && symbol.endsWith(BpeMerge.END);
    if (!end && symbol.length() != length) {
      return;
    }
    if (codePoint < DIRECT) {
      (end ? atEnd : inside)[codePoint] = id;
    } else {
      others.put(end ? ~codePoint : codePoint, id);
    }
  }

  /**
   * The id of a character.
   *
   * @param end whether it ends its word
   * @return -1 if no merge knows it
   */
  int id(int codePoint, boolean end) {
    if (codePoint < DIRECT) {
      return (end ? atEnd : inside)[codePoint];
    }
    return others.getOrDefault(end ? ~codePoint : codePoint, UNKNOWN);
  }
}
