package org.truchman.seq2seq.config;

/** What a language model reads and writes one after the other. */
public enum TextLevel {
  /** What stands between blanks; words that are not in the vocabulary are one unknown word. */
  WORD,
  /** Pieces of byte-pair encoding: no text is unknown. */
  SUBWORD,
  /** Single characters (code points), blanks included. */
  CHARACTER
}
