package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.BatchType;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.StopMetric;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.BatchLimit;
import org.truchman.seq2seq.data.EpochPlan;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.model.Seq2SeqModel;

/**
 * Trains a model: epochs of updates, a validation after each, the learning rate that follows from
 * it, and snapshots between.
 *
 * <p>Everything random is a function of the seed and of the number of the update or epoch, so the
 * loop goes on from a {@link TrainingState} exactly as if it had never stopped.
 */
public final class TrainingLoop implements AutoCloseable {
  private final Seq2SeqModel model;
  private final TrainingConfig config;
  private final IndexedCorpus pairs;
  private final Validator validator;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final BooleanSupplier stop;
  private final OptimizerState optimizer;
  private final LearningRateSchedule schedule;
  private final BatchFeed feed;
  private final UpdateStep step;
  private final TrainingReport report;
  private final HostCopy validated = new HostCopy();
  private TrainingProgress progress;
  private double rate;
  private long lastSnapshot = System.nanoTime();

  /**
   * A loop before its first update.
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
    if (pairs.size() == 0) {
      throw new IllegalArgumentException("the training set has no sentence pair");
    }
    this.model = model;
    this.config =
        config.withPrecision(
            PrecisionChoice.of(config.precision(), model.manager(), model.operators()));
    this.pairs = pairs;
    this.validator = validator;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.schedule = new LearningRateSchedule(config);
    this.feed = new BatchFeed(pairs, model.config().reverseSource(), config.accumulate());
    this.optimizer = new OptimizerState(model, config);
    this.step = new UpdateStep(model, optimizer, this.config, listener::message);
    this.progress = TrainingProgress.start(config.learningRate());
    this.report = new TrainingReport(listener, optimizer, totalUpdates(), config);
  }

  /** Goes back to where a snapshot was taken; the model's parameters too. */
  public void restore(TrainingState saved) {
    DeviceCopy.of(saved.parameters(), model.flat());
    optimizer.restore(saved);
    progress = saved.progress();
  }

  /** Updates at most, by epochs and by the limit on updates. */
  public long totalUpdates() {
    long batches = plan(1).batches();
    long perEpoch = (batches + config.accumulate() - 1) / config.accumulate();
    long total = perEpoch * config.maxEpochs();
    return config.maxUpdates() == 0 ? total : Math.min(total, config.maxUpdates());
  }

  /**
   * Trains until the end, or until it is told to stop.
   *
   * @return how far it came; {@code finished()} is null when it was told to stop
   */
  public TrainingProgress run() {
    report.begin(progress);
    tellPlan(plan(progress.epoch()));
    while (progress.finished() == null) {
      if (!epoch(plan(progress.epoch()))) {
        return progress;
      }
    }
    return progress;
  }

  /** The numbers that this training's matrix products are taken in. */
  public Precision precision() {
    return config.precision();
  }

  private EpochPlan plan(int epoch) {
    BatchLimit limit =
        config.batchType() == BatchType.TOKENS
            ? BatchLimit.ofTokens(config.batchTokens())
            : BatchLimit.ofPairs(config.batchSize());
    return EpochPlan.of(pairs, limit, config.seed(), epoch);
  }

  private void tellPlan(EpochPlan plan) {
    listener.message(
        String.format(
            Locale.ROOT,
            "%d batches an epoch, %.1f %% of them padding; products in %s",
            plan.batches(),
            100 * plan.padding(),
            config.precision().name().toLowerCase(Locale.ROOT)));
  }

  /** Runs what is left of an epoch; false when it was told to stop. */
  private boolean epoch(EpochPlan plan) {
    while (progress.batch() < plan.batches() && progress.finished() == null) {
      update(plan);
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

  private void update(EpochPlan plan) {
    long start = System.nanoTime();
    List<PaddedBatch> batches = feed.take(plan, progress.batch());
    long tokens = batches.stream().mapToLong(PaddedBatch::realTokens).sum();
    rate = schedule.next(progress);
    step.run(batches, progress.update() + 1, rate);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress = progress.updated(batches.size(), tokens, seconds);
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
    long done = (progress.batch() + config.accumulate() - 1L) / config.accumulate();
    while (before > done) {
      before -= done;
      epoch--;
      done = (plan(epoch).batches() + config.accumulate() - 1L) / config.accumulate();
    }
    EpochPlan plan = plan(epoch);
    int from = (int) (done - before) * config.accumulate();
    return IntStream.range(from, Math.min(plan.batches(), from + config.accumulate()))
        .flatMap(batch -> Arrays.stream(plan.batch(batch)))
        .toArray();
  }

  private void finishIf(boolean condition, String reason) {
    if (condition && progress.finished() == null) {
      progress = progress.finish(reason);
    }
  }

  private void validate(int epoch) {
    requireNone(report.readRest(progress, rate));
    NDArray vector = optimizer.average() == null ? model.flat() : optimizer.average();
    Validator.Findings findings = validator.validate(model, vector);
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
    checkpoints.snapshot(optimizer.snapshot(model.flat(), progress));
    lastSnapshot = System.nanoTime();
  }

  @Override
  public void close() {
    feed.close();
    optimizer.close();
  }
}
