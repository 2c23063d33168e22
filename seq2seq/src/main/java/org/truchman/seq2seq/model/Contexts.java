package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * What a decoder sees of the source at a step: the sentence vector, or, reading in step, the
 * encoder's state as far as it has read when the step's piece is due.
 */
final class Contexts {
  private Contexts() {}

  /** All contexts of a batch as rows: {@code (B, E)}, or {@code (B S, E)} when reading in step. */
  static NDArray of(ModelConfig config, EncoderMemory memory, NDManager manager) {
    if (config.reading() == ReadingMode.WHOLE_SENTENCE) {
      return memory.summary();
    }
    NDArray states = memory.states();
    NDArray flat = states.reshape(-1, states.getShape().get(2));
    flat.attach(manager);
    return flat;
  }

  /**
   * The row of {@link #of} that each of R rows sees.
   *
   * @param sentences the sentence of each row
   * @param positions pieces spoken before, by row
   * @return {@code (R)}, int64
   */
  static NDArray rows(
      NDManager manager,
      ModelConfig config,
      EncoderMemory memory,
      int[] sentences,
      int[] positions) {
    boolean whole = config.reading() == ReadingMode.WHOLE_SENTENCE;
    long width = memory.states().getShape().get(1);
    long[] index = new long[sentences.length];
    for (int i = 0; i < index.length; i++) {
      int sentence = sentences[i];
      int read = Math.min(positions[i] + config.delay(), memory.lengths()[sentence] - 1);
      index[i] = whole ? sentence : sentence * width + read;
    }
    return manager.create(index, new Shape(index.length));
  }

  /** The same when all rows have spoken as many pieces. */
  static NDArray rows(
      NDManager manager, ModelConfig config, EncoderMemory memory, int[] sentences, int position) {
    int[] positions = new int[sentences.length];
    Arrays.fill(positions, position);
    return rows(manager, config, memory, sentences, positions);
  }

  /** The contexts of some rows. */
  static NDArray pick(NDArray rows, NDArray contexts) {
    return Kernels.rows(rows, contexts);
  }
}
