package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.function.Function;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.journal.TrainingJournal;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingListeners;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;

/**
 * Where a training that can be resumed runs, whatever is trained: its engine, its journal and its
 * snapshots.
 *
 * @param <C> settings of this kind of training
 */
final class TrainingPlace<C> {
  private final Path model;
  private final EngineOptions options;
  private final SnapshotState<C> from;
  private final TrainingListener listener;
  private final TrainingSnapshots snapshots;
  private JsonObject machine;

  /**
   * A place before the engine starts.
   *
   * @param asked threads 0 for those that it began with, else those that are configured
   * @param configured threads, 0 for all processors
   * @param from what it goes on from, or null
   */
  TrainingPlace(
      Path model,
      EngineOptions asked,
      int configured,
      SnapshotState<C> from,
      TrainingListener listener) {
    this.model = model;
    this.from = from;
    this.listener = listener;
    this.snapshots = new TrainingSnapshots(ModelDirectory.trainingFolder(model));
    int began = from == null ? 0 : from.threads();
    this.options =
        asked.withThreads(EngineThreads.of(asked.threads(), began, configured, listener));
  }

  /** Of the engine, with the threads decided. */
  EngineOptions options() {
    return options;
  }

  /**
   * Runs a loop, which the journal hears.
   *
   * @param loop takes who listens to it
   */
  TrainingProgress run(EngineRuntime engine, Function<TrainingListener, TrainingProgress> loop) {
    machine = Machine.json(engine.manager().getDevice().getDeviceType());
    if (from != null) {
      EngineThreads.tellOtherMachine(from.machine(), machine, listener);
    }
    long done = from == null ? 0 : from.training().progress().update();
    try (TrainingJournal journal =
        TrainingJournal.after(ModelDirectory.journalFolder(model), done)) {
      return loop.apply(TrainingListeners.of(journal, listener));
    }
  }

  /**
   * Writes a snapshot.
   *
   * @param precision decided
   */
  void save(
      C configuration,
      JsonObject fingerprints,
      Precision precision,
      TrainingState state,
      SnapshotState.Kind<C> kind) {
    SnapshotState<C> snapshot =
        new SnapshotState<>(
            configuration, fingerprints, options.threads(), precision, machine, state);
    listener.saved(snapshots.write(snapshot.toSnapshot(kind)));
  }

  /** Says why the training is over, and removes its snapshots. */
  void end(TrainingProgress progress) {
    listener.message("training has ended: " + progress.finished());
    snapshots.clear();
  }
}
