package org.truchman.text.corpus;

/** What becomes of a line with bytes that are not UTF-8. */
public enum InvalidText {
  /** It is an error that names file, line, byte and column. */
  FAIL,
  /** Each malformed sequence becomes U+FFFD, and the pair is kept. */
  REPLACE,
  /** The pair is dropped and counted. */
  DROP
}
