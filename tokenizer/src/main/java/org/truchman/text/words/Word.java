package org.truchman.text.words;

/**
 * A word, number or punctuation mark of a line.
 *
 * @param text its characters, without blanks, never empty
 * @param afterBlank whether it starts the line or a blank stands before it
 */
public record Word(String text, boolean afterBlank) {
  /** Checks that there is text and no blank in it. */
  public Word {
    if (text.isEmpty() || text.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("\"" + text + "\" is no word; blanks stand between words");
    }
  }
}
