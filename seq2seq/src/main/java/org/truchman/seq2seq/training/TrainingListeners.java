package org.truchman.seq2seq.training;

import java.nio.file.Path;
import java.util.List;
import org.truchman.text.corpus.CorpusProgress;

/**
 * Several listeners as one; each hears everything, in the order given.
 *
 * @param all who hears
 */
public record TrainingListeners(List<TrainingListener> all) implements TrainingListener {

  /** Keeps its own copy of the list. */
  public TrainingListeners {
    all = List.copyOf(all);
  }

  /** Several listeners as one. */
  public static TrainingListener of(TrainingListener... all) {
    return new TrainingListeners(List.of(all));
  }

  @Override
  public void message(String line) {
    all.forEach(one -> one.message(line));
  }

  @Override
  public void preparing(CorpusProgress.Stage stage, long done, long total) {
    all.forEach(one -> one.preparing(stage, done, total));
  }

  @Override
  public void started(long totalUpdates, String device) {
    all.forEach(one -> one.started(totalUpdates, device));
  }

  @Override
  public void updated(UpdateReport report) {
    all.forEach(one -> one.updated(report));
  }

  @Override
  public void validated(ValidationReport report) {
    all.forEach(one -> one.validated(report));
  }

  @Override
  public void saved(Path path) {
    all.forEach(one -> one.saved(path));
  }
}
