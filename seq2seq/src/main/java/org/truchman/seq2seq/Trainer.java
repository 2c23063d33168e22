package org.truchman.seq2seq;

import java.nio.file.Path;
import org.truchman.seq2seq.checkpoint.TrainingLock;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.training.TrainingListener;

/**
 * Trains translation models from raw parallel text, or from a corpus that was prepared before.
 *
 * <p>One call does all of it: reads the corpora, learns subwords and vocabulary, trains, validates,
 * and leaves the best model in the model directory, with snapshots to go on from in its folder
 * {@code training} until it is done.
 */
public final class Trainer {
  private Trainer() {}

  /**
   * Gives settings as the model decides them that a training begins with: its languages, text and
   * shape, and the defaults of its search.
   *
   * @param model the directory of the model
   * @param others everything that it does not decide
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  public static Configuration inherited(Path model, Configuration others) {
    return ParentModel.decided(model, others);
  }

  /**
   * Trains until done, or until told to stop.
   *
   * @param listener hears how it goes, on the training thread
   * @return how it ended
   * @throws org.truchman.text.corpus.CorpusException if a text file cannot be trained on, or was
   *     changed since the snapshot
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if no snapshot can be read
   * @throws IllegalArgumentException if the device is not there, the directory holds something
   *     else, or another training writes there
   * @throws java.io.UncheckedIOException if something cannot be read or written; the previous state
   *     is whole then
   */
  public static TrainingOutcome train(TrainingRequest request, TrainingListener listener) {
    return TrainingLock.during(
        () -> trainAlone(request, listener), request.model(), listener::message);
  }

  private static TrainingOutcome trainAlone(TrainingRequest request, TrainingListener listener) {
    TrainingPlan plan =
        request.resume()
            ? TrainingPlan.resumed(request, listener)
            : TrainingPlan.fresh(request, listener);
    if (plan == null) {
      return new TrainingOutcome(request.model(), true, 0, 0, Double.POSITIVE_INFINITY, null, 0);
    }
    return new TrainingRun(plan, request, listener).run();
  }
}
