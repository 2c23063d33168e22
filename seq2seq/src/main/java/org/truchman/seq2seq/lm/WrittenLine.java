package org.truchman.seq2seq.lm;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A line that grows piece by piece. What two lengths of it have in common is handed out; the piece
 * that came last may still change how it is spelled.
 */
final class WrittenLine {
  private static final char BROKEN = '\uFFFD';

  private final LanguageText text;
  private final Consumer<String> sink;
  private int[] ids = new int[64];
  private int size;
  private String before = "";
  private int handedOut;

  /**
   * An empty line.
   *
   * @param sink takes its parts in order
   */
  WrittenLine(LanguageText text, Consumer<String> sink) {
    this.text = text;
    this.sink = sink;
  }

  /** Adds a piece. */
  void add(int piece) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = piece;
    String now = text.line(Arrays.copyOf(ids, size));
    handOut(now, same(before, now));
    before = now;
  }

  /** Where two texts begin to differ; a character that is not whole yet differs. */
  private static int same(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int i = 0;
    while (i < end && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    while (i > 0 && (one.charAt(i - 1) == BROKEN || Character.isHighSurrogate(one.charAt(i - 1)))) {
      i--;
    }
    return i;
  }

  private void handOut(String now, int to) {
    if (to > handedOut) {
      sink.accept(now.substring(handedOut, to));
      handedOut = to;
    }
  }

  /** Hands out all that there is. */
  void flush() {
    handOut(before, before.length());
  }

  /** Ends the line; the next one is empty. */
  void end() {
    flush();
    sink.accept("\n");
    size = 0;
    before = "";
    handedOut = 0;
  }
}
