package org.truchman.seq2seq.lm;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.config.LanguageTrainingConfig;
import org.truchman.seq2seq.layer.CellWeights;

/**
 * How much memory back-propagation through a segment needs, estimated: every step keeps its values
 * until the gradient has passed.
 */
public final class SegmentMemory {
  private static final double GIB = 1L << 30;

  /** Of the machine's memory; the rest is for the parameters, the text and everybody else. */
  private static final double SHARE = 0.75;

  private SegmentMemory() {}

  /**
   * Bytes for one step of one row: the embedding with its mask and gradient, and for each layer its
   * input, gates, states and their gradients; float32.
   */
  static long bytesOfStep(LanguageModelConfig model) {
    long gates = CellWeights.gates(model.cell());
    long layer = (2 * gates + 6) * model.hiddenSize();
    return Float.BYTES * (3L * model.embeddingSize() + model.layers() * layer);
  }

  /**
   * Demands that a segment fits.
   *
   * @param rows as they are cut into segments
   * @throws IllegalArgumentException if it does not, saying where to truncate
   */
  public static void require(
      LanguageModelConfig model, LanguageTrainingConfig training, TextRows rows) {
    double limit = training.maxMemory() > 0 ? training.maxMemory() * GIB : SHARE * machine();
    double ofStep = (double) bytesOfStep(model) * rows.rows();
    double needed = ofStep * rows.steps();
    if (needed <= limit) {
      return;
    }
    long most = (long) (limit / ofStep);
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "back-propagation through %d steps of %d rows needs about %.1f GiB (training.steps is"
                + " %d); allowed by %s: %.1f GiB; %s",
            rows.steps(),
            rows.rows(),
            needed / GIB,
            training.steps(),
            training.maxMemory() > 0 ? "training.maxMemory" : "this machine",
            limit / GIB,
            most == 0
                ? "take a smaller training.batchSize"
                : "truncate it with training.steps of " + most + " at most (20 to 200 are usual)"));
  }

  /** Bytes of the machine's memory, or of what the process may have of it. */
  private static double machine() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}
