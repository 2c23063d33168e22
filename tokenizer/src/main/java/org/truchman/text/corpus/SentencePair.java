package org.truchman.text.corpus;

import java.util.Objects;

/**
 * A source sentence and its translation.
 *
 * @param source the source line, as it stands in the file
 * @param target the target line, as it stands in the file
 * @param lineNumber the number of the line in both files, from 1
 * @param damaged whether bytes of a side were not UTF-8 and became U+FFFD
 */
public record SentencePair(String source, String target, long lineNumber, boolean damaged) {
  /** Checks that nothing is missing. */
  public SentencePair {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    if (lineNumber < 1) {
      throw new IllegalArgumentException("line number is " + lineNumber + "; lines count from 1");
    }
  }

  /** A pair of two lines that were read without loss. */
  public SentencePair(String source, String target, long lineNumber) {
    this(source, target, lineNumber, false);
  }
}
