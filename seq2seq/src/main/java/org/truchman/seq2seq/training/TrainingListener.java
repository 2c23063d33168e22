package org.truchman.seq2seq.training;

import java.nio.file.Path;
import org.truchman.text.corpus.CorpusProgress;

/** Hears what training does; every method may be left out. Called on the training thread. */
public interface TrainingListener {
  /** Something that a person should know. */
  default void message(String line) {}

  /**
   * The corpus is being prepared.
   *
   * @param stage what is being done
   * @param done pairs or merges done so far
   * @param total how many there will be, or 0 where that is not known
   */
  default void preparing(CorpusProgress.Stage stage, long done, long total) {}

  /**
   * Training begins or goes on.
   *
   * @param totalUpdates updates at most, or -1 when only time or patience ends it
   * @param device where it runs and why
   */
  default void started(long totalUpdates, String device) {}

  /**
   * A report of the last updates.
   *
   * @param update updates done in all
   * @param total updates at most, or -1
   * @param epoch the epoch, from 1
   * @param loss mean negative log-likelihood of a target token since the last report, in nats
   * @param tokensPerSecond target tokens (EOS included) per second since the last report
   * @param learningRate the step size
   * @param secondsLeft estimate to the end at most; NaN when there is none
   */
  default void update(
      long update,
      long total,
      int epoch,
      double loss,
      double tokensPerSecond,
      double learningRate,
      double secondsLeft) {}

  /**
   * The validation set was read.
   *
   * @param perplexity per target token, EOS included
   * @param bleu of the greedy translation, or null when none was made
   * @param best whether this is the best so far, and saved
   */
  default void validated(int epoch, long update, double perplexity, Double bleu, boolean best) {}

  /** A model or a snapshot was written. */
  default void saved(Path path) {}
}
