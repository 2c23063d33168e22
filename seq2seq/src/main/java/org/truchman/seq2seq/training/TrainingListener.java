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

  /** A report of the last updates, about once a second at most. */
  default void updated(UpdateReport report) {}

  /** The validation set was read. */
  default void validated(ValidationReport report) {}

  /** A model or a snapshot was written. */
  default void saved(Path path) {}
}
