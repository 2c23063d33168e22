package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A weight matrix in bytes, a scale to each row, packed as the processor's products want it.
 *
 * @param weight what the script's methods take
 * @param levels steps to each side of 0, of weights and inputs
 */
record PackedBytes(IValue weight, int levels) implements AutoCloseable {
  /**
   * Packs a matrix.
   *
   * @param matrix {@code (O, I)}, float32; copied
   * @param bias {@code (O)}, or null
   */
  static PackedBytes of(ScriptModule module, NDArray matrix, NDArray bias, int levels) {
    double steps = levels;
    return new PackedBytes(
        bias == null
            ? module.keep("pack", matrix, steps)
            : module.keep("pack_biased", matrix, bias, steps),
        levels);
  }

  /** One step of an input within -1 and 1. */
  double step() {
    return 1.0 / levels;
  }

  /** The byte that stands for an input of 0. */
  int zero() {
    return levels + 1;
  }

  /**
   * What a method of the script makes of inputs and this matrix.
   *
   * @param method takes the inputs, the weight, what else it needs, one step and the byte of 0
   * @param x inputs
   * @param others what else it needs
   * @return its only result, on the manager of {@code x}
   */
  NDArray apply(ScriptModule module, String method, NDArray x, NDArray... others) {
    List<Object> arguments = new ArrayList<>(List.of(x, weight));
    arguments.addAll(Arrays.asList(others));
    arguments.add(step());
    arguments.add(zero());
    return module.call(x.getManager(), method, arguments.toArray()).get(0);
  }

  @Override
  public void close() {
    weight.close();
  }
}
