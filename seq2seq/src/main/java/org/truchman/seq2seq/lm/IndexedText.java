package org.truchman.seq2seq.lm;

import java.util.Arrays;
import java.util.Iterator;
import org.truchman.text.vocab.SpecialToken;

/**
 * A text as ids, every line ended by EOS.
 *
 * @param ids all of them; not to be changed
 * @param lines its lines
 * @param words what stands between blanks
 * @param characters code points, without the ends of lines
 * @param unknown ids that are UNK
 */
public record IndexedText(int[] ids, long lines, long words, long characters, long unknown) {

  /** Reads lines to their end; the whole text must fit into an array. */
  public static IndexedText of(Iterator<String> lines, LanguageText text) {
    int[] ids = new int[1 << 12];
    int size = 0;
    long count = 0;
    long words = 0;
    long characters = 0;
    while (lines.hasNext()) {
      String line = lines.next();
      int[] ofLine = text.ids(line);
      int end = Math.addExact(size, ofLine.length + 1);
      if (end > ids.length) {
        ids = Arrays.copyOf(ids, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * size)));
      }
      System.arraycopy(ofLine, 0, ids, size, ofLine.length);
      ids[end - 1] = SpecialToken.EOS.id();
      size = end;
      count++;
      words += LanguageText.words(line);
      characters += line.codePointCount(0, line.length());
    }
    int[] all = Arrays.copyOf(ids, size);
    long unknown = Arrays.stream(all).filter(id -> id == SpecialToken.UNK.id()).count();
    return new IndexedText(all, count, words, characters, unknown);
  }
}
