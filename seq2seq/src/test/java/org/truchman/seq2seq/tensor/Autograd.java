package org.truchman.seq2seq.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Function;

/** The engine's own gradients, as the measure of ours. */
public final class Autograd {
  private Autograd() {}

  /**
   * The gradients of a loss.
   *
   * @param inputs what it is a function of; they are not changed
   * @param loss gives a scalar from copies of {@code inputs} that require gradients
   * @return one gradient for each input
   */
  public static List<NDArray> gradients(
      List<NDArray> inputs, Function<List<NDArray>, NDArray> loss) {
    return gradients(inputs, loss, Products.FULL);
  }

  /**
   * The same.
   *
   * @param products those that {@code loss} uses
   */
  public static List<NDArray> gradients(
      List<NDArray> inputs, Function<List<NDArray>, NDArray> loss, Products products) {
    List<NDArray> leaves = inputs.stream().map(Autograd::leaf).toList();
    JniUtils.setGradMode(true);
    NDArray value;
    try {
      value = loss.apply(leaves);
    } finally {
      JniUtils.setGradMode(false);
    }
    products.backward(value, value.getManager().ones(new Shape()));
    return leaves.stream().map(NDArray::getGradient).toList();
  }

  private static NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }
}
