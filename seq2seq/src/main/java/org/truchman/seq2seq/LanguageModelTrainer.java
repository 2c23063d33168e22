package org.truchman.seq2seq;

import org.truchman.seq2seq.checkpoint.TrainingLock;
import org.truchman.seq2seq.training.TrainingListener;

/**
 * Trains language models from text.
 *
 * <p>One call does all of it: reads the text, learns its pieces, trains, validates, and leaves the
 * best model in the model directory, with snapshots to go on from in its folder {@code training}
 * until it is done.
 */
public final class LanguageModelTrainer {
  private LanguageModelTrainer() {}

  /**
   * Trains until done, or until told to stop.
   *
   * @param listener hears how it goes, on the training thread
   * @return how it ended; the perplexity is that of a word, or, with characters, of a character
   * @throws org.truchman.text.corpus.CorpusException if a text cannot be trained on, is shorter
   *     than one segment, or was changed since the snapshot
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if no snapshot can be read, or it
   *     is one of a translation model
   * @throws IllegalArgumentException if a segment needs more memory than is allowed, the device is
   *     not there, the directory holds something else, or another training writes there
   * @throws java.io.UncheckedIOException if something cannot be read or written; the previous state
   *     is whole then
   */
  public static TrainingOutcome train(LanguageModelRequest request, TrainingListener listener) {
    return TrainingLock.during(
        () -> trainAlone(request, listener), request.model(), listener::message);
  }

  private static TrainingOutcome trainAlone(
      LanguageModelRequest request, TrainingListener listener) {
    LanguageModelPlan plan =
        request.resume()
            ? LanguageModelPlan.resumed(request, listener)
            : LanguageModelPlan.fresh(request, listener);
    return new LanguageModelRun(plan, request, listener).run();
  }
}
