package org.truchman.seq2seq.study;

import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;

/**
 * Translation models that differ in when the decoder begins to speak, and in nothing else: one
 * layer on each side, in one direction.
 */
public final class ReadingShapes {
  private ReadingShapes() {}

  /** The decoder knows the source by the state in which the encoder ended. */
  public static ModelConfig delayed(int embeddingSize, int hiddenSize) {
    return ModelConfig.delayed()
        .withEmbeddingSize(embeddingSize)
        .withHiddenSize(hiddenSize)
        .withBidirectional(false);
  }

  /**
   * The decoder speaks while the encoder reads.
   *
   * @param delay source pieces that it waits for before its first word, at least 0
   */
  public static ModelConfig inStep(int embeddingSize, int hiddenSize, int delay) {
    return delayed(embeddingSize, hiddenSize)
        .withBridge(BridgeType.ZERO)
        .withReading(ReadingMode.IN_STEP)
        .withDelay(delay);
  }

  /** The decoder looks back at the whole sentence instead of at the encoder's last state. */
  public static ModelConfig attentive(int embeddingSize, int hiddenSize) {
    return delayed(embeddingSize, hiddenSize)
        .withAttention(AttentionType.GENERAL)
        .withContextEveryStep(false);
  }
}
