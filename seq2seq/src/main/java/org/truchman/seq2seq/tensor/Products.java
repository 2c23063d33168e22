package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The matrix products of a network in one number format. What enters and what leaves is float32 in
 * all of them, and gradients flow back as float32.
 *
 * <p>Every result lives on the manager of the first argument.
 */
public interface Products {
  /** Products of 32 bits: the engine's own operators. */
  Products FULL =
      new Products() {
        @Override
        public NDArray linear(NDArray x, NDArray weight) {
          return Kernels.linear(x, weight, null);
        }

        @Override
        public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
          return Kernels.linear(x, weight, bias);
        }

        @Override
        public NDArray batch(NDArray x, NDArray y) {
          return x.batchMatMul(y);
        }

        @Override
        public NDList lstm(NDArray x, NDList start, NDList weights, boolean bidirectional) {
          return x.getNDArrayInternal()
              .lstm(x, start, weights, true, 1, 0, true, bidirectional, true);
        }
      };

  /**
   * The linear map x W'.
   *
   * @param x {@code (..., I)}
   * @param weight {@code (O, I)}
   * @return {@code (..., O)}
   */
  NDArray linear(NDArray x, NDArray weight);

  /**
   * The affine map x W' + b.
   *
   * @param x {@code (..., I)}
   * @param weight {@code (O, I)}
   * @param bias {@code (O)}
   * @return {@code (..., O)}
   */
  NDArray linear(NDArray x, NDArray weight, NDArray bias);

  /**
   * A product for each element of a batch.
   *
   * @param x {@code (B, R, I)}
   * @param y {@code (B, I, C)}
   * @return {@code (B, R, C)}
   */
  NDArray batch(NDArray x, NDArray y);

  /**
   * One fused LSTM layer.
   *
   * @param x {@code (B, T, I)}
   * @param start first hidden and cell states, each {@code (D, B, H)} for D directions
   * @param weights for each direction w_ih, w_hh, b_ih, b_hh
   * @return outputs {@code (B, T, D H)}, last hidden and cell states {@code (D, B, H)}
   */
  NDList lstm(NDArray x, NDList start, NDList weights, boolean bidirectional);

  /**
   * Back-propagation through all that was recorded since the last time, on the same thread; {@link
   * Kernels#backward} knows of the engine's own operators only.
   *
   * @param output what it begins at
   * @param gradient of the loss with regard to {@code output}, of its shape
   */
  default void backward(NDArray output, NDArray gradient) {
    Kernels.backward(output, gradient);
  }
}
