package org.truchman.seq2seq.config;

/** How a search chooses among the next pieces. */
public enum SearchMethod {
  /** Keeps the most probable hypotheses open. */
  BEAM,
  /** Draws each piece at random, as probable as the model says. */
  SAMPLE
}
