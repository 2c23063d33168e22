package org.truchman.seq2seq.config;

/** How the decoder looks back at the encoder's states while it speaks. */
public enum AttentionType {
  /** Not at all: it knows what the encoder's final state says. */
  NONE,
  /** At every step at all states, weighed by a bilinear score (Luong et al. 2015, "general"). */
  GENERAL,
  /** Weighed by the inner product of both states (Luong et al. 2015, "dot"). */
  DOT,
  /** Weighed by the inner product over the square root of its length (Vaswani et al. 2017). */
  SCALED_DOT,
  /**
   * Weighed by a small network of both states (Bahdanau et al. 2015, appendix A.1.2). Slower than
   * the others: every pair of a source and a target piece has a hidden layer of its own.
   */
  ADDITIVE
}
