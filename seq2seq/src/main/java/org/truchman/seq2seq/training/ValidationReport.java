package org.truchman.seq2seq.training;

import java.util.List;

/**
 * A report of one reading of the validation set.
 *
 * @param epoch the epoch, from 1
 * @param update updates done in all
 * @param seconds spent in updates since the training began, by the clock
 * @param scores what was measured
 * @param best whether this is the best so far, and saved
 * @param samples some of the sentences, always the same ones, and their greedy translations
 */
public record ValidationReport(
    int epoch,
    long update,
    double seconds,
    Validator.Validation scores,
    boolean best,
    List<Sample> samples) {

  /**
   * A sentence of the validation set as it is translated now.
   *
   * @param source what was to be translated
   * @param reference what it should become
   * @param translation what it became
   */
  public record Sample(String source, String reference, String translation) {}

  /** Keeps its own copy of the list. */
  public ValidationReport {
    samples = List.copyOf(samples);
  }
}
