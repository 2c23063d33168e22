package org.truchman.seq2seq.config;

/** How a language model chooses what it writes next. */
public enum GenerationMethod {
  /** Drawn at random, as probable as the model says. */
  SAMPLE,
  /** Always the most probable piece. */
  GREEDY,
  /** Line by line, the most probable line that a beam search finds. */
  BEAM
}
