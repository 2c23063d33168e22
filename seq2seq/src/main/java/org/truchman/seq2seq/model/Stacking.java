package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * What stands between stacked layers: a layer above the first reads what lies below it, normalised
 * where that is wanted, and gives what lay below plus its own outputs where there are residual
 * connections (He et al. 2016, with the normalisation before the layer).
 *
 * <p>So PAD stays 0, and of R rows the sum of all layers' states is what the top gives.
 */
final class Stacking {
  private final ModelConfig config;

  Stacking(ModelConfig config) {
    this.config = config;
  }

  /**
   * What a layer reads, before dropout.
   *
   * @param prefix of the layer's parameters
   * @param layer its number, from 0
   * @param below what the layer below gives, {@code (..., H)}
   */
  NDArray input(Weights weights, String prefix, int layer, NDArray below) {
    return layer > 0 && config.layerNorm()
        ? Kernels.layerNorm(
            below, weights.get(prefix + ".norm.weight"), weights.get(prefix + ".norm.bias"))
        : below;
  }

  /** What a layer gives: {@code outputs} of its cells, and what lay below if that is added. */
  NDArray output(int layer, NDArray below, NDArray outputs) {
    return layer > 0 && config.residual() ? below.add(outputs) : outputs;
  }
}
