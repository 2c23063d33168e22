package org.truchman.text.words;

/**
 * A word with joiner marks: on a marked side no blank separates it from its neighbour.
 *
 * @param text its characters, without blanks, never empty
 * @param joinsLeft whether it is marked on its left
 * @param joinsRight whether it is marked on its right
 */
public record MarkedWord(String text, boolean joinsLeft, boolean joinsRight) {
  /** The word as it is written, such as {@code "￭,"}. */
  @Override
  public String toString() {
    return (joinsLeft ? JoinerMarks.MARK : "") + text + (joinsRight ? JoinerMarks.MARK : "");
  }
}
