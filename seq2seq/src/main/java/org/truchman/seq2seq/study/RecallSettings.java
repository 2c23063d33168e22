package org.truchman.seq2seq.study;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.TrainingConfig;

/**
 * How a network learns to recall.
 *
 * @param cell its only layer
 * @param units H of the layer
 * @param begin from the usual first values of the cell to those that it begins with
 * @param training optimizer, learning rate, clipping, rows side by side, updates at most and seed;
 *     nothing else of it is read
 * @param interval updates between two looks at the accuracy, at least 1
 */
public record RecallSettings(
    CellType cell,
    int units,
    UnaryOperator<CellValues> begin,
    TrainingConfig training,
    int interval) {

  /** Width of the embeddings: enough to tell some tens of pieces apart. */
  static final int EMBEDDING = 32;

  /**
   * Checks that everything is there.
   *
   * @throws IllegalArgumentException if training has no end or the interval is not allowed
   */
  public RecallSettings {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(begin, "begin");
    if (training.maxUpdates() == 0) {
      throw new IllegalArgumentException(
          "training.maxUpdates is 0; allowed for a recall: 1 and more, for some never learn it");
    }
    if (interval < 1) {
      throw new IllegalArgumentException(
          "the interval of a recall is " + interval + "; allowed: 1 and more updates");
    }
  }
}
