package org.truchman.seq2seq.config;

/** How hypotheses of different lengths are made comparable. */
public enum LengthPenaltyType {
  /** Not at all: log p, which prefers short ones. */
  NONE,
  /** log p / length^a; with a = 1 the average of a piece. */
  AVERAGE,
  /** log p / ((5 + length) / 6)^a (Wu et al. 2016, equation 14). */
  GNMT,
  /** log p + a for each piece. */
  WORD_REWARD
}
