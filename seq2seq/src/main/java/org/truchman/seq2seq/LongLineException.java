package org.truchman.seq2seq;

/**
 * Thrown before anything is translated when a line is too long and {@link LongLines#FAIL} holds.
 */
public final class LongLineException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int pieces;
  private final int limit;

  /**
   * Tells which line is too long.
   *
   * @param index of the line in the list that was to be translated, from 0
   * @param pieces of the line
   * @param limit the greatest number of pieces allowed
   */
  public LongLineException(int index, int pieces, int limit) {
    super("line " + (index + 1) + " has " + pieces + " pieces; at most " + limit + " are allowed");
    this.index = index;
    this.pieces = pieces;
    this.limit = limit;
  }

  /** The line's place in the list that was to be translated, from 0. */
  public int index() {
    return index;
  }

  /** Pieces of the line. */
  public int pieces() {
    return pieces;
  }

  /** The greatest number of pieces allowed. */
  public int limit() {
    return limit;
  }
}
