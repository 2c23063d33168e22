package org.truchman.seq2seq.config;

/** How the states of all tokens become one vector of their sentence. */
public enum Pooling {
  /** The mean over all tokens, the end of the sentence included. */
  MEAN,
  /**
   * The last states: after the last token forward, after the first backward. That is all that a
   * decoder without attention gets.
   */
  LAST
}
