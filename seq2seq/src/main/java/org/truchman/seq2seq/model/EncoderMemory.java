package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.truchman.seq2seq.layer.Attention;

/**
 * What the encoder keeps of a batch of B sentences; one row per sentence, never copied per
 * hypothesis.
 *
 * @param states the top layer's states, 0 at PAD, {@code (B, S, E)}
 * @param hidden final hidden state of each layer, {@code (B, E)}
 * @param cells final cell state of each layer, {@code (B, E)}; empty but for the LSTM
 * @param attention what the decoder's attention reads; null without attention
 * @param lengths source tokens of each sentence, EOS included
 */
public record EncoderMemory(
    NDArray states,
    List<NDArray> hidden,
    List<NDArray> cells,
    Attention.Memory attention,
    int[] lengths) {

  /** The sentence vector: the top layer's final hidden state, {@code (B, E)}. */
  public NDArray summary() {
    return hidden.get(hidden.size() - 1);
  }
}
