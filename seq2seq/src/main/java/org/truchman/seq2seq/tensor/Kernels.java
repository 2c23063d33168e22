package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * The engine's fused operators under the names of the field.
 *
 * <p>Every result lives on the manager of the first argument, so data comes first and weights
 * second. Gradients flow through all of them.
 */
public final class Kernels {
  private Kernels() {}

  /**
   * Picks rows of a matrix.
   *
   * @param index row numbers, {@code int64}, of any shape {@code (...)}
   * @param matrix {@code (R, D)}
   * @return {@code (..., D)}, on the manager of {@code index}
   */
  public static NDArray rows(NDArray index, NDArray matrix) {
    return JniUtils.embedding((PtNDArray) index, (PtNDArray) matrix, false);
  }

  /**
   * The affine map x W' + b.
   *
   * @param x {@code (..., I)}
   * @param weight {@code (O, I)}
   * @param bias {@code (O)}, or null for none
   * @return {@code (..., O)}
   */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
  }

  /**
   * Layer normalisation (Ba et al. 2016): each row with mean 0 and variance 1 (plus 1e-5), then
   * gain and bias.
   *
   * @param x {@code (..., D)}
   * @param gain {@code (D)}
   * @param bias {@code (D)}
   * @return {@code (..., D)}
   */
  public static NDArray layerNorm(NDArray x, NDArray gain, NDArray bias) {
    return JniUtils.layerNorm(
        (PtNDArray) x, gain.getShape(), (PtNDArray) gain, (PtNDArray) bias, 1e-5);
  }

  /**
   * x times a number.
   *
   * <p>{@code NDArray.mul(Number)} will not do where gradients are recorded: it closes the number's
   * array at once, whose memory is a buffer of the Java side, and back-propagation reads what the
   * collector may have given to others. Here it stays for as long as the manager of {@code x}.
   */
  public static NDArray scale(NDArray x, double factor) {
    return x.mul(x.getManager().create(factor));
  }

  /**
   * Runs something whose gradients are recorded, on a thread that records none before and after.
   *
   * @return what it gives
   */
  public static <T> T recorded(Supplier<T> forward) {
    JniUtils.setGradMode(true);
    try {
      return forward.get();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  /** Runs back-propagation from {@code output} with the gradient {@code gradient} of its shape. */
  public static void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }
}
