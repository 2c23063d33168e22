package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.truchman.seq2seq.layer.CellWeights;

/** Named views of one flat parameter vector. */
public final class Weights {
  private final Map<String, NDArray> views;

  Weights(Map<String, NDArray> views) {
    this.views = Map.copyOf(views);
  }

  /**
   * The parameter of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NDArray get(String name) {
    NDArray view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("no parameter " + name + " in this model");
    }
    return view;
  }

  /** The four arrays of the recurrent layer whose names begin with {@code prefix}. */
  CellWeights cell(String prefix) {
    return new CellWeights(
        get(prefix + ".input.weight"),
        get(prefix + ".hidden.weight"),
        get(prefix + ".input.bias"),
        get(prefix + ".hidden.bias"));
  }
}
