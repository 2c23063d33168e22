package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;

/** Copies of some columns of a weight, for a map of a part of its input. */
final class Columns {
  private Columns() {}

  static NDArray between(NDArray weight, long from, long to) {
    return weight.get(":," + from + ":" + to).duplicate();
  }

  static NDArray from(NDArray weight, long from) {
    return between(weight, from, weight.getShape().get(1));
  }
}
