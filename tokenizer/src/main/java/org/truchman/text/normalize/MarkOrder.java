package org.truchman.text.normalize;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings long rows of combining marks into Unicode's canonical order. Java's normaliser would do it
 * too, but by insertion: a row of 100,000 marks takes it minutes, and a few bytes of input would
 * stop a program.
 *
 * <p>The result is canonically equivalent to the text, so its normal form is the same.
 *
 * @see <a href="https://www.unicode.org/versions/latest/core-spec/chapter-3/#G49591">Unicode
 *     Standard, section 3.11</a>
 */
final class MarkOrder {
  /** Insertion is fast for shorter rows. */
  private static final int LONG = 100;

  private MarkOrder() {}

  /** The text, its long rows of marks in canonical order; mostly the text itself. */
  static String sorted(String text) {
    StringBuilder sorted = null;
    int done = 0;
    for (int i = 0; i < text.length(); ) {
      int end = endOfMarks(text, i);
      if (end - i > LONG) {
        sorted = sorted == null ? new StringBuilder(text.length()) : sorted;
        sorted.append(text, done, i);
        Table.sort(text.substring(i, end), sorted);
        done = end;
      }
      i = end > i ? end : i + 1;
    }
    return sorted == null ? text : sorted.append(text, done, text.length()).toString();
  }

  private static int endOfMarks(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= 0x300 && isMark(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** The order of all marks that can change places, made when it is needed for the first time. */
  private static final class Table {
    /** Has the last combining class (240), so every other mark that moves goes before it. */
    private static final int LAST = 0x345;

    private static final Map<Integer, Integer> CLASSES = classes();

    /**
     * Numbers the combining classes upwards from 0; marks of class 0, which stay, are not in it.
     */
    private static Map<Integer, Integer> classes() {
      List<Integer> marks = new ArrayList<>();
      for (int c = 0x300; c <= Character.MAX_CODE_POINT; c++) {
        if (isMark(c) && isWhole(c) && (c == LAST || goesBefore(c, LAST))) {
          marks.add(c);
        }
      }
      marks.sort((a, b) -> goesBefore(a, b) ? -1 : goesBefore(b, a) ? 1 : 0);
      Map<Integer, Integer> classes = new HashMap<>();
      int number = 0;
      for (int i = 0; i < marks.size(); i++) {
        number += i > 0 && goesBefore(marks.get(i - 1), marks.get(i)) ? 1 : 0;
        classes.put(marks.get(i), number);
      }
      return classes;
    }

    /** Whether the canonical order puts a mark before another that it stands behind. */
    private static boolean goesBefore(int mark, int other) {
      String behind = Character.toString(other) + Character.toString(mark);
      return !Normalizer.isNormalized(behind, Form.NFD);
    }

    private static boolean isWhole(int mark) {
      return Normalizer.isNormalized(Character.toString(mark), Form.NFD);
    }

    private static int[] decomposed(int mark) {
      return Normalizer.normalize(Character.toString(mark), Form.NFD).codePoints().toArray();
    }

    /** Appends a row of marks, sorted between those that stay; equals keep their order. */
    static void sort(String row, StringBuilder sorted) {
      int[] marks = row.codePoints().flatMap(c -> Arrays.stream(decomposed(c))).toArray();
      int start = 0;
      for (int i = 0; i <= marks.length; i++) {
        if (i == marks.length || !CLASSES.containsKey(marks[i])) {
          Integer[] moving = Arrays.stream(marks, start, i).boxed().toArray(Integer[]::new);
          Arrays.sort(moving, (a, b) -> CLASSES.get(a) - CLASSES.get(b));
          for (int mark : moving) {
            sorted.appendCodePoint(mark);
          }
          if (i < marks.length) {
            sorted.appendCodePoint(marks[i]);
          }
          start = i + 1;
        }
      }
    }
  }
}
