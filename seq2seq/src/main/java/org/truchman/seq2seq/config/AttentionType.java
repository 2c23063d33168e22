package org.truchman.seq2seq.config;

/** How the decoder looks back at the encoder's states while it speaks. */
public enum AttentionType {
  /** Not at all: it knows what the encoder's final state says. */
  NONE,
  /** At every step at all states, weighed by a bilinear score (Luong et al. 2015, "general"). */
  GENERAL
}
