package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An LSTM layer in bfloat16 with a back-propagation of its own.
 *
 * <p>The engine's fused layer adds to the gradient of the recurrent weight in every step. Where
 * that weight is larger than a core's cache and the rows are few, this costs more than the
 * products. Here a step only gives the gradient of its gates; both weights' gradients are one
 * product each, over all steps. On one core of an AMD EPYC (Zen 4), 20 rows of 35 steps of 650
 * units: forward 28 ms (engine) and 33 (here), backward 110 and 58.
 *
 * <p>Of what the engine records, the outputs of such a layer are the beginning: they are leaves.
 * {@link #backward} goes from the last such layer to the first, through the engine's record in
 * between. Gates are kept in bfloat16, cell states in float32.
 *
 * <p>For one thread.
 */
final class UnrolledLstm {
  /** So many units or more: 4 x 600 x 600 numbers of 2 bytes are 2.9 MB. */
  private static final int MANY_UNITS = 600;

  /** With more rows than these the engine's products hide the rest: equal at 128. */
  private static final int FEW_ROWS = 64;

  private final Methods methods;
  private final Deque<Pass> passes = new ArrayDeque<>();

  UnrolledLstm(Methods methods) {
    this.methods = methods;
  }

  /** Scripted methods; what they give lives on the manager of their first argument. */
  interface Methods {
    NDList call(String name, NDList arguments);
  }

  /**
   * One layer that was run.
   *
   * @param inputs x, first hidden and cell state, w_ih, w_hh, b_ih, b_hh
   * @param results outputs, last hidden and cell state
   * @param asked for which of the inputs a gradient is asked
   * @param kept what back-propagation needs
   */
  private record Pass(NDList inputs, NDList results, boolean[] asked, NDList kept) {
    private boolean isOver() {
      return !results.get(0).getManager().isOpen();
    }
  }

  /**
   * Whether this layer is the faster one for a layer of one direction: while gradients are recorded
   * on a CPU, with many units and few rows, over more than a step.
   *
   * @param x {@code (B, T, I)}
   * @param weights w_ih, w_hh, b_ih, b_hh
   */
  static boolean pays(NDArray x, NDList weights) {
    return JniUtils.isGradMode()
        && !x.getDevice().isGpu()
        && weights.get(1).getShape().get(1) >= MANY_UNITS
        && x.getShape().get(0) <= FEW_ROWS
        && x.getShape().get(1) > 1;
  }

  /** Runs a layer of one direction, as {@link org.truchman.seq2seq.tensor.Products#lstm} says. */
  NDList run(NDArray x, NDList start, NDList weights) {
    passes.removeIf(Pass::isOver); // of an update that failed
    NDList inputs = new NDList(x);
    inputs.addAll(start);
    inputs.addAll(weights);
    NDList all;
    JniUtils.setGradMode(false);
    try {
      all = methods.call("lstm_unrolled", inputs);
    } finally {
      JniUtils.setGradMode(true);
    }
    boolean[] asked = all.get(0).toBooleanArray(); // the bindings' own answer is about leaves only
    NDList results = all.subNDList(1, 4);
    results.forEach(result -> result.setRequiresGradient(true));
    passes.push(new Pass(inputs, results, asked, all.subNDList(4)));
    return results;
  }

  /** See {@link org.truchman.seq2seq.tensor.Products#backward}. */
  void backward(NDArray output, NDArray gradient) {
    boolean keep = !passes.isEmpty(); // several layers may have read what came of one operator
    try {
      propagate(output, gradient, keep);
      while (!passes.isEmpty()) {
        Pass pass = passes.pop();
        NDList gradients = gradients(pass);
        for (int i = 0; i < gradients.size(); i++) {
          if (pass.asked()[i]) {
            propagate(pass.inputs().get(i), gradients.get(i), keep);
          }
        }
      }
    } finally {
      passes.clear();
    }
  }

  /** The gradients of a layer's inputs, one for each. */
  private NDList gradients(Pass pass) {
    NDList arguments = new NDList();
    pass.results().forEach(result -> arguments.add(gradient(result)));
    arguments.addAll(pass.kept());
    NDList gradients = methods.call("lstm_unrolled_back", arguments);
    gradients.add(gradients.get(5)); // both biases have the same
    return gradients;
  }

  /** What reached a result; zero if nothing did. */
  private static NDArray gradient(NDArray result) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) result);
    if (gradient == null) {
      return result.zerosLike();
    }
    gradient.attach(result.getManager());
    return gradient;
  }

  private static void propagate(NDArray output, NDArray gradient, boolean keepRecord) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, keepRecord, false);
  }
}
