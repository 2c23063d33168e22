package org.truchman.seq2seq.config;

/** How the learning rate goes on after the warm-up. */
public enum ScheduleType {
  /** It is cut whenever the validation stalls. */
  PLATEAU,
  /** It stays. */
  CONSTANT,
  /** It falls with the inverse square root of the number of updates (Vaswani et al. 2017). */
  INVERSE_SQRT,
  /** It falls by the same factor in equal times. */
  EXPONENTIAL
}
