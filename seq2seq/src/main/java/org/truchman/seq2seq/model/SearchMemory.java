package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * What a search keeps of a batch of B sentences: the encoder's memory, and what follows from it for
 * every step.
 *
 * @param encoder the encoder's memory
 * @param contexts the contexts that steps may see, {@code (N, E)}; null when they see none
 * @param gates their part of the first layer's gates, {@code (N, G H)}; null when there is none
 * @param readout their part of the deep readout, {@code (N, O)}; null when there is none
 * @param attention what attention reads; null without attention
 * @param own the output layer of the pieces that the sentences may use; null when they may use all
 * @param hypotheses rows of a sentence in a step at most; 0 where it is not known
 * @param slots where attention and own pieces have each sentence; -1 for one that is done
 */
public record SearchMemory(
    EncoderMemory encoder,
    NDArray contexts,
    NDArray gates,
    NDArray readout,
    SearchOperators.Keys attention,
    OwnOutput.Batch own,
    int hypotheses,
    int[] slots)
    implements AutoCloseable {

  /** The slot of each sentence. */
  int[] slotsOf(int[] sentences) {
    return Arrays.stream(sentences).map(sentence -> slots[sentence]).toArray();
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
