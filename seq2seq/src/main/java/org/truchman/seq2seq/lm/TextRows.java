package org.truchman.seq2seq.lm;

import org.truchman.text.vocab.SpecialToken;

/**
 * A text in rows that are read side by side, each in segments from left to right.
 *
 * <p>Every piece is to be predicted from the one before; before the first one stands EOS, as if a
 * line had just ended. Row b holds the b-th of equal parts; the few pieces that would make the rows
 * unequal are left out at the end.
 */
public final class TextRows {
  private final int[] ids;
  private final int rows;
  private final int length;
  private final int steps;

  /**
   * Lays a text out.
   *
   * @param ids of the text, at least {@code rows}
   * @param rows at least 1
   * @param steps pieces of a segment; 0 makes one segment of each row
   */
  public TextRows(int[] ids, int rows, int steps) {
    this.ids = ids;
    this.rows = rows;
    this.length = ids.length / rows;
    this.steps = steps == 0 ? length : steps;
  }

  /**
   * What is read and predicted in one segment, row by row.
   *
   * @param rows B
   * @param steps T
   * @param input the pieces before, {@code (B, T)}
   * @param labels the pieces, {@code (B, T)}
   */
  record Segment(int rows, int steps, long[] input, long[] labels) {}

  /** Rows that are read side by side. */
  public int rows() {
    return rows;
  }

  /** Pieces of each row. */
  public int length() {
    return length;
  }

  /** Pieces of each segment but the last. */
  public int steps() {
    return steps;
  }

  /** Segments of each row. */
  public int segments() {
    return (length + steps - 1) / steps;
  }

  /** One segment of every row; the last one may be shorter. */
  Segment segment(int number) {
    int from = number * steps;
    int width = Math.min(steps, length - from);
    long[] input = new long[rows * width];
    long[] labels = new long[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < width; step++) {
        int place = row * length + from + step;
        input[row * width + step] = before(place);
        labels[row * width + step] = ids[place];
      }
    }
    return new Segment(rows, width, input, labels);
  }

  private int before(int place) {
    return place == 0 ? SpecialToken.EOS.id() : ids[place - 1];
  }
}
