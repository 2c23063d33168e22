package org.truchman.seq2seq.decoding;

import java.util.Locale;
import org.truchman.text.vocab.SpecialToken;

/**
 * The k best next pieces of each row, as a {@link StepScorer} proposes them.
 *
 * <p>Within a row: greatest log-probability first, equal ones by ascending piece id. A row may end
 * in places that hold {@code -Infinity}: they are no candidates, and their ids mean nothing. The
 * first place of a row is always possible. All of this is checked at birth, since a wrong order
 * would silently make a worse search.
 *
 * @param rows hypotheses, at least 1
 * @param k candidates for each, at least 1
 * @param pieces piece ids {@code (rows, k)}, row-major; never PAD, UNK or BOS; not copied
 * @param logProbabilities natural logarithms {@code (rows, k)}, row-major, 0 or less; not copied
 */
public record Candidates(int rows, int k, int[] pieces, float[] logProbabilities) {

  /**
   * Checks sizes, values and order.
   *
   * @throws IllegalArgumentException if a size does not fit, a value is no log-probability, a piece
   *     must not be proposed, a row is not in order, or a row has no candidate
   */
  public Candidates {
    requireSizes(rows, k, pieces.length, logProbabilities.length);
    for (int row = 0; row < rows; row++) {
      if (logProbabilities[row * k] == Float.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException(
            "row " + row + " has no possible next piece: its best log-probability is -Infinity");
      }
      for (int place = 0; place < k; place++) {
        requireCandidate(pieces, logProbabilities, row, row * k + place);
        if (place > 0) {
          requireOrder(pieces, logProbabilities, row, row * k + place);
        }
      }
    }
  }

  /**
   * Gives the candidates of rows whose k best are known in any order, as a device's top-k gives
   * them.
   *
   * @param rows hypotheses
   * @param k candidates for each
   * @param pieces piece ids {@code (rows, k)}, row-major; put in order in place
   * @param logProbabilities their logarithms {@code (rows, k)}, row-major; put in order in place
   * @return the candidates, over the same two arrays
   * @throws IllegalArgumentException as the constructor
   */
  public static Candidates ofTopK(int rows, int k, int[] pieces, float[] logProbabilities) {
    requireSizes(rows, k, pieces.length, logProbabilities.length);
    for (int row = 0; row < rows; row++) {
      sortRow(pieces, logProbabilities, row * k, (row + 1) * k);
    }
    return new Candidates(rows, k, pieces, logProbabilities);
  }

  /** Gives this, after checking that it is what the search asked for. */
  Candidates require(int askedRows, int askedK) {
    if (rows != askedRows || k != askedK) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the scorer was asked for %d rows of %d candidates and gave %d rows of %d",
              askedRows,
              askedK,
              rows,
              k));
    }
    return this;
  }

  /** Gives the piece at a place of a row. */
  int piece(int row, int place) {
    return pieces[row * k + place];
  }

  /** Gives the log-probability at a place of a row. */
  float logProbability(int row, int place) {
    return logProbabilities[row * k + place];
  }

  private static void requireSizes(int rows, int k, int pieces, int logProbabilities) {
    if (rows < 1 || k < 1) {
      throw new IllegalArgumentException(
          "candidates need at least 1 row and 1 place, not " + rows + " x " + k);
    }
    long size = (long) rows * k;
    if (pieces != size || logProbabilities != size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d x %d candidates need %d pieces and log-probabilities, not %d and %d",
              rows,
              k,
              size,
              pieces,
              logProbabilities));
    }
  }

  private static void requireCandidate(int[] pieces, float[] logs, int row, int at) {
    // Written so that NaN fails as well.
    if (!(logs[at] <= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "row %d: the log-probability of piece %d is %s; it must be 0 or less",
              row,
              pieces[at],
              logs[at]));
    }
    // PAD, UNK and BOS are the tokens before EOS.
    if (logs[at] > Float.NEGATIVE_INFINITY && pieces[at] < SpecialToken.EOS.id()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "row %d: piece %d (PAD 0, UNK 1 or BOS 2) must never be proposed",
              row,
              pieces[at]));
    }
  }

  private static void requireOrder(int[] pieces, float[] logs, int row, int at) {
    if (isBefore(logs[at], pieces[at], logs[at - 1], pieces[at - 1])
        || (pieces[at] == pieces[at - 1] && logs[at] > Float.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "row %d: piece %d (log p %s) stands after piece %d (log p %s); the order is greatest"
                  + " first, equal ones by ascending piece",
              row,
              pieces[at],
              logs[at],
              pieces[at - 1],
              logs[at - 1]));
    }
  }

  /** Sorts by insertion: a top-k is sorted already but for its ties. */
  private static void sortRow(int[] pieces, float[] logs, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int piece = pieces[i];
      float log = logs[i];
      int at = i;
      for (; at > from && isBefore(log, piece, logs[at - 1], pieces[at - 1]); at--) {
        pieces[at] = pieces[at - 1];
        logs[at] = logs[at - 1];
      }
      pieces[at] = piece;
      logs[at] = log;
    }
  }

  private static boolean isBefore(float log, int piece, float otherLog, int otherPiece) {
    return log > otherLog
        || (log == otherLog && log > Float.NEGATIVE_INFINITY && piece < otherPiece);
  }
}
