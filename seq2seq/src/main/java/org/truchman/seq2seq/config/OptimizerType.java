package org.truchman.seq2seq.config;

/** What makes an update of a gradient. */
public enum OptimizerType {
  /** Kingma and Ba 2015. */
  ADAM,
  /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
  ADAMW,
  /** Gradient descent, with momentum where it is asked for. */
  SGD
}
