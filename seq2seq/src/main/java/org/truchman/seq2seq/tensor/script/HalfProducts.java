package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.HashMap;
import java.util.Map;
import org.truchman.seq2seq.tensor.Products;

/**
 * Products in bfloat16 of float32 arrays. The casts stand inside of each scripted call, where the
 * engine keeps their gradients; its bindings for Java would cut them.
 */
final class HalfProducts implements Products {
  private final PtNDManager manager;
  private final PtSymbolBlock block;
  private final boolean recurrences;
  private final UnrolledLstm unrolled;

  /** Arrays whose names tell the bindings which method to call. */
  private final Map<String, NDArray> methods = new HashMap<>();

  HalfProducts(ScriptModule module, boolean recurrences) {
    this.manager = module.manager();
    this.block = module.block();
    this.recurrences = recurrences;
    this.unrolled = new UnrolledLstm(this::record);
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight) {
    return record("linear_half", x, weight).get(0);
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return record("affine_half", x, weight, bias).get(0);
  }

  @Override
  public NDArray batch(NDArray x, NDArray y) {
    return record("batch_half", x, y).get(0);
  }

  @Override
  public NDList lstm(NDArray x, NDList start, NDList weights, boolean bidirectional) {
    if (!recurrences) {
      return FULL.lstm(x, start, weights, bidirectional);
    }
    if (!bidirectional && UnrolledLstm.pays(x, weights)) {
      return unrolled.run(x, start, weights);
    }
    NDList arguments = new NDList(x);
    arguments.addAll(start);
    arguments.addAll(weights);
    String method = bidirectional ? "lstm_both_half" : "lstm_half";
    return record(method, arguments);
  }

  @Override
  public void backward(NDArray output, NDArray gradient) {
    unrolled.backward(output, gradient);
  }

  private NDList record(String method, NDArray... arguments) {
    return record(method, new NDList(arguments));
  }

  private NDList record(String method, NDList arguments) {
    NDList all = new NDList(arguments);
    all.add(methods.computeIfAbsent(method, this::tag));
    return IValueUtils.forward(block, all, true);
  }

  private NDArray tag(String method) {
    NDArray tag = manager.zeros(new Shape(1));
    tag.setName("module_method:" + method);
    return tag;
  }
}
