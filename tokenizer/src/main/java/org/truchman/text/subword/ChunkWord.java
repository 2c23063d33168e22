package org.truchman.text.subword;

import org.truchman.text.words.MarkedWord;

/**
 * A word of a chunk, and how it is spelled.
 *
 * @param word the word with its marks; of a placeholder, the piece
 * @param kind what it is
 */
public record ChunkWord(MarkedWord word, Kind kind) {
  /** What stands in a chunk. */
  public enum Kind {
    /** A word, whose case is marked where case is. */
    WORD,
    /** A protected span, which keeps its case. */
    PROTECTED,
    /** A placeholder, which is one piece. */
    PLACEHOLDER
  }
}
