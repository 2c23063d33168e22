package org.truchman.seq2seq.config;

/** The score of the validation set that says which state is best, and when training stops. */
public enum StopMetric {
  /** Perplexity of the references; less is better. */
  PERPLEXITY,
  /** BLEU of the greedy translation; more is better. */
  BLEU,
  /** chrF2 of the greedy translation; more is better. */
  CHRF
}
