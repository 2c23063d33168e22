package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;

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

  @Override
  public void close() {
    weight.close();
  }
}
