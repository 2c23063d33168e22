package org.truchman.seq2seq.decoding;

/**
 * A piece that a translation has a certain number of times, as a placeholder.
 *
 * @param piece its id
 * @param least times that it must be there
 * @param most times that it may be there
 */
public record CountedPiece(int piece, int least, int most) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless 0 &lt;= least &lt;= most
   */
  public CountedPiece {
    if (least < 0 || least > most) {
      throw new IllegalArgumentException(
          "piece " + piece + " is wanted " + least + " to " + most + " times; 0 and up is allowed");
    }
  }
}
