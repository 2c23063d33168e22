package org.truchman.seq2seq.config;

/** How the recurrent weights of cells begin. */
public enum RecurrentStart {
  /** Uniform within 1/sqrt(H); those of a ReLU network are half of the identity. */
  USUAL,
  /** An orthogonal matrix for each gate (Saxe et al. 2014). */
  ORTHOGONAL
}
