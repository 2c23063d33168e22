package org.truchman.metrics;

import java.util.Arrays;

/**
 * The edit distance of rearranged hypotheses to one reference, searched in a band around the
 * diagonal.
 *
 * <p>All hypotheses are the same words in different orders, so they have one length and one band.
 * The rows of the current one are kept: a rearrangement is computed from the first word that it
 * changes, and stops early where its row equals the kept one and only equal words follow.
 */
final class BeamEditDistance {
  private static final int BEAM_WIDTH = 25; // Tercom's
  private static final int INFINITY = 1 << 29;
  private static final byte UNDEFINED = 'x';

  /** A word that stays. */
  static final byte KEEP = ' ';

  /** A word that is replaced. */
  static final byte SUBSTITUTE = 's';

  /** A word of the reference that is missing. */
  static final byte INSERT = 'i';

  /** A word of the hypothesis that is too much. */
  static final byte DELETE = 'd';

  private final int[] reference;
  private final int length;
  private final int[] firstColumns;
  private final int[] endColumns;
  private final int[][] rows;
  private final byte[][] operations;
  private final int[][] scratch;
  private int[] words;

  BeamEditDistance(int[] hypothesis, int[] reference) {
    this.reference = reference;
    this.length = hypothesis.length;
    this.firstColumns = new int[length + 1];
    this.endColumns = new int[length + 1];
    this.rows = new int[length + 1][reference.length + 1];
    this.operations = new byte[length + 1][reference.length + 1];
    this.scratch = new int[2][reference.length + 1];
    layBand();
    for (int j = 0; j <= reference.length; j++) {
      rows[0][j] = j;
      operations[0][j] = INSERT;
    }
    keep(hypothesis);
  }

  /** Makes this arrangement the current one, of which rows and operations are kept. */
  void keep(int[] hypothesis) {
    words = hypothesis;
    for (int i = 1; i <= length; i++) {
      fillRow(i, words[i - 1], rows[i - 1], rows[i], operations[i]);
    }
  }

  /** The distance of the current arrangement. */
  int distance() {
    return rows[length][reference.length];
  }

  /**
   * The distance of another arrangement, which equals the current one before and behind a stretch.
   *
   * @param from the first position that may differ
   * @param to behind the last position that may differ
   */
  int distance(int[] hypothesis, int from, int to) {
    int[] previous = rows[from];
    for (int i = from + 1; i <= length; i++) {
      int[] row = scratch[i & 1];
      fillRow(i, hypothesis[i - 1], previous, row, null);
      if (i >= to && Arrays.equals(row, rows[i])) {
        return distance();
      }
      previous = row;
    }
    return previous[reference.length];
  }

  /** The operations that turn the current arrangement into the reference, from first to last. */
  byte[] trace() {
    byte[] reversed = new byte[length + reference.length];
    int size = 0;
    int i = length;
    int j = reference.length;
    while (i > 0 || j > 0) {
      byte operation = operations[i][j];
      reversed[size++] = operation;
      switch (operation) {
        case KEEP, SUBSTITUTE -> {
          i--;
          j--;
        }
        case INSERT -> j--;
        case DELETE -> i--;
        default ->
            throw new IllegalStateException(
                ("the edit distance of " + length + " to " + reference.length)
                    + (" words left its band at row " + i + ", column " + j));
      }
    }
    byte[] trace = new byte[size];
    for (int k = 0; k < size; k++) {
      trace[k] = reversed[size - 1 - k];
    }
    return trace;
  }

  /** The columns of each row: around the diagonal, wider if one side is far longer. */
  private void layBand() {
    double ratio = length == 0 ? 1 : (double) reference.length / length;
    int width = BEAM_WIDTH < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
    for (int i = 1; i <= length; i++) {
      int diagonal = (int) Math.floor(i * ratio);
      firstColumns[i] = Math.max(0, diagonal - width);
      endColumns[i] = Math.min(reference.length + 1, diagonal + width);
    }
    endColumns[length] = reference.length + 1;
  }

  private void fillRow(int i, int word, int[] above, int[] row, byte[] operation) {
    Arrays.fill(row, INFINITY);
    if (operation != null) {
      Arrays.fill(operation, UNDEFINED);
    }
    int j = firstColumns[i];
    if (j == 0) {
      row[0] = above[0] + 1;
      if (operation != null) {
        operation[0] = DELETE;
      }
      j = 1;
    }
    for (; j < endColumns[i]; j++) {
      int best = INFINITY;
      byte choice = UNDEFINED;
      boolean same = word == reference[j - 1];
      int diagonal = above[j - 1] + (same ? 0 : 1);
      // The order is that of preference among equals; see Tercom.
      if (diagonal < best) {
        best = diagonal;
        choice = same ? KEEP : SUBSTITUTE;
      }
      if (above[j] + 1 < best) {
        best = above[j] + 1;
        choice = DELETE;
      }
      if (row[j - 1] + 1 < best) {
        best = row[j - 1] + 1;
        choice = INSERT;
      }
      row[j] = best;
      if (operation != null) {
        operation[j] = choice;
      }
    }
  }
}
