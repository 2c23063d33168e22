package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The recurrent weights of an LSTM in bytes, which read whole sentences in one call. */
public final class ByteRecurrence implements AutoCloseable {
  private final ScriptModule module;
  private final PackedBytes packed;
  private final NDArray shut;

  ByteRecurrence(ScriptModule module, PackedBytes packed, NDArray shut) {
    this.module = module;
    this.packed = packed;
    this.shut = shut;
  }

  /**
   * Reads sentences from a zero state; the state stays at PAD.
   *
   * @param gates W_ih x + b_ih + b_hh, {@code (T, B, 4 H)}, in the order i f g o
   * @param pads 1 at PAD, else 0, {@code (T, B, 1)}
   * @param backward whether to read from the end
   * @return hidden states, 0 at PAD, {@code (T, B, H)}, and the final cell state, {@code (B, H)}
   */
  public NDList read(NDArray gates, NDArray pads, boolean backward) {
    return module.call(
        gates.getManager(),
        "read",
        gates,
        pads,
        shut,
        packed.weight(),
        packed.step(),
        packed.zero(),
        backward);
  }

  @Override
  public void close() {
    packed.close();
  }
}
