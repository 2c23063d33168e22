package org.truchman.text.corpus;

import java.util.Objects;

/**
 * A source sentence and its translation.
 *
 * @param source the source line, as it stands in the file
 * @param target the target line, as it stands in the file
 * @param lineNumber the number of the line in both files, from 1
 */
public record SentencePair(String source, String target, long lineNumber) {
  /** Checks that nothing is missing. */
  public SentencePair {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    if (lineNumber < 1) {
      throw new IllegalArgumentException("line number is " + lineNumber + "; lines count from 1");
    }
  }
}
