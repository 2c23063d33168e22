package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.LinearRows;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * The affine map from readout to logits, before it is made ready.
 *
 * @param weight {@code (V, D)}
 * @param bias {@code (V)}
 * @param format of its products
 * @param range of the readout
 */
record OutputLayer(
    NDArray weight, NDArray bias, SearchOperators.Format format, SearchOperators.Range range) {
  Linear ready(SearchOperators operators) {
    return operators.linear(weight, bias, format, range);
  }

  /** The same for layers of some pieces only. */
  LinearRows rows(SearchOperators operators) {
    return operators.rows(weight, bias, format, range);
  }
}
