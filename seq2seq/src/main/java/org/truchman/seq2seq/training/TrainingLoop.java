package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.StopMetric;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.NativeHeap;

/**
 * Trains a model: epochs of updates, a validation after each, the learning rate that follows from
 * it, and snapshots between.
 *
 * <p>Everything random is a function of the seed and of the number of the update or epoch, so the
 * loop goes on from a {@link TrainingState} exactly as if it had never stopped.
 */
public final class TrainingLoop implements AutoCloseable {
  private final Course course;
  private final TrainingConfig config;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final BooleanSupplier stop;
  private final OptimizerState optimizer;
  private final LearningRateSchedule schedule;
  private final TrainingReport report;
  private final HostCopy validated = new HostCopy();
  private TrainingProgress progress;
  private double rate;
  private long lastSnapshot = System.nanoTime();

  /**
   * A loop that learns to translate, before its first update.
   *
   * @param config {@code precision} may be {@link Precision#AUTO}; it is decided here then
   * @param pairs the training set, not empty
   * @param stop asked after every update; when it says yes, a snapshot is taken and the loop ends
   */
  public TrainingLoop(
      Seq2SeqModel model,
      TrainingConfig config,
      IndexedCorpus pairs,
      Validator validator,
      Checkpoints checkpoints,
      TrainingListener listener,
      BooleanSupplier stop) {
    this(
        decided(config, model),
        decided -> new PairCourse(model, decided, pairs, validator, listener::message),
        checkpoints,
        listener,
        stop);
  }

  /**
   * A loop before its first update.
   *
   * @param config {@code precision} decided
   * @param course makes what is learnt with that configuration; the loop closes it
   * @param stop asked after every update; when it says yes, a snapshot is taken and the loop ends
   */
  public TrainingLoop(
      TrainingConfig config,
      Function<TrainingConfig, Course> course,
      Checkpoints checkpoints,
      TrainingListener listener,
      BooleanSupplier stop) {
    this.config = config;
    this.course = course.apply(config);
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.schedule = new LearningRateSchedule(config);
    this.optimizer = this.course.optimizer();
    this.progress = TrainingProgress.start(config.learningRate());
    this.report = new TrainingReport(listener, optimizer, totalUpdates(), config);
  }

  private static TrainingConfig decided(TrainingConfig config, Seq2SeqModel model) {
    return config.withPrecision(
        PrecisionChoice.of(config.precision(), model.manager(), model.operators()));
  }

  /** Goes back to where a snapshot was taken; the model's parameters too. */
  public void restore(TrainingState saved) {
    DeviceCopy.of(saved.parameters(), course.parameters());
    optimizer.restore(saved);
    if (saved.carried() != null) {
      course.carry(saved.carried());
    }
    progress = saved.progress();
  }

  /** Updates at most, by epochs and by the limit on updates. */
  public long totalUpdates() {
    long total = updates(course.batches(1)) * config.maxEpochs();
    return config.maxUpdates() == 0 ? total : Math.min(total, config.maxUpdates());
  }

  /** Updates that so many batches make. */
  private long updates(int batches) {
    return (batches + config.accumulate() - 1L) / config.accumulate();
  }

  /**
   * Trains until the end, or until it is told to stop.
   *
   * @return how far it came; {@code finished()} is null when it was told to stop
   */
  public TrainingProgress run() {
    report.begin(progress);
    tellPlan(progress.epoch());
    while (progress.finished() == null) {
      if (!epoch()) {
        return progress;
      }
    }
    return progress;
  }

  /** The numbers that this training's matrix products are taken in. */
  public Precision precision() {
    return config.precision();
  }

  private void tellPlan(int epoch) {
    listener.message(
        course.describe(epoch)
            + "; products in "
            + config.precision().name().toLowerCase(Locale.ROOT));
  }

  /** Runs what is left of an epoch; false when it was told to stop. */
  private boolean epoch() {
    int batches = course.batches(progress.epoch());
    while (progress.batch() < batches && progress.finished() == null) {
      update();
      afterUpdate();
      if (stop.getAsBoolean() && progress.finished() == null) {
        snapshot();
        return false;
      }
    }
    if (progress.finished() == null) {
      progress = progress.nextEpoch();
      boolean last = progress.epoch() > config.maxEpochs();
      if (config.validationInterval() == 0 || last) {
        validate(progress.epoch() - 1);
      }
      finishIf(last, "all epochs are done");
      snapshot();
    }
    return true;
  }

  private void update() {
    long start = System.nanoTime();
    rate = schedule.next(progress);
    Course.Taken taken = course.update(progress, rate);
    NativeHeap.afterBatch(progress.update() + 1);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress = progress.updated(taken.batches(), taken.tokens(), seconds);
  }

  private void afterUpdate() {
    if (report.isDue(progress)) {
      requireNone(report.read(progress, rate));
    }
    boolean limit = config.maxUpdates() > 0 && progress.update() >= config.maxUpdates();
    boolean time = config.maxMinutes() > 0 && progress.seconds() >= config.maxMinutes() * 60;
    int interval = config.validationInterval();
    if (limit || time || (interval > 0 && progress.update() % interval == 0)) {
      validate(progress.epoch());
    }
    finishIf(limit, "the limit of " + config.maxUpdates() + " updates is reached");
    finishIf(time, "the limit of " + config.maxMinutes() + " minutes is reached");
    double minutes = (System.nanoTime() - lastSnapshot) / 60e9;
    if (progress.finished() != null || minutes >= config.snapshotMinutes()) {
      snapshot();
    }
  }

  /** Stops when an update made those skipped in a row too many; 0 means that none did. */
  private void requireNone(long fatal) {
    if (fatal > 0) {
      long first = fatal - config.skipLimit() + 1;
      throw new DivergedTrainingException(config.skipLimit(), first, pairsOf(first));
    }
  }

  /** The numbers of the pairs that an update learnt from; it was not long ago. */
  private int[] pairsOf(long update) {
    int epoch = progress.epoch();
    long before = progress.update() - update + 1;
    long done = updates(progress.batch());
    while (before > done) {
      before -= done;
      epoch--;
      done = updates(course.batches(epoch));
    }
    int from = (int) (done - before) * config.accumulate();
    return course.pairs(epoch, from, Math.min(course.batches(epoch), from + config.accumulate()));
  }

  private void finishIf(boolean condition, String reason) {
    if (condition && progress.finished() == null) {
      progress = progress.finish(reason);
    }
  }

  private void validate(int epoch) {
    requireNone(report.readRest(progress, rate));
    NDArray vector = optimizer.average() == null ? course.parameters() : optimizer.average();
    Validator.Findings findings = course.validate(vector);
    Validator.Validation found = findings.scores();
    boolean best = found.isBetterThan(progress.best(), config.stopOn());
    if (best) {
      progress = progress.better(found);
      checkpoints.best(validated.of(vector), progress);
    } else {
      progress = progress.worse(schedule.afterStall(progress));
      finishIf(
          progress.sinceBest() >= config.stoppingPatience(),
          String.format(
              Locale.ROOT, "%d validations brought nothing better", progress.sinceBest()));
    }
    if (config.keepCheckpoints() > 0) {
      checkpoints.validated(validated.of(vector), progress, found);
    }
    listener.validated(
        new ValidationReport(
            epoch, progress.update(), progress.seconds(), found, best, findings.samples()));
    if (config.stopOn() == StopMetric.CHRF) {
      listener.message(String.format(Locale.ROOT, "validation chrF2 %.1f", found.chrf()));
    }
    report.begin(progress);
  }

  private void snapshot() {
    requireNone(report.fatal());
    checkpoints.snapshot(optimizer.snapshot(course.parameters(), course.carried(), progress));
    lastSnapshot = System.nanoTime();
  }

  @Override
  public void close() {
    course.close();
  }
}
