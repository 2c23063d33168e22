package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.EpochPlan;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
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
  private final UpdateStep step;
  private final TrainingReport report;
  private TrainingProgress progress;
  private long lastSnapshot = System.nanoTime();

  /**
   * A loop before its first update.
   *
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
    this.config = config;
    this.pairs = pairs;
    this.validator = validator;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.optimizer = new OptimizerState(model.flat(), config.averageDecay() > 0);
    this.step = new UpdateStep(model, optimizer, config);
    this.progress = TrainingProgress.start(config.learningRate());
    this.report = new TrainingReport(listener, optimizer, totalUpdates(), config.maxMinutes());
  }

  /** Goes back to where a snapshot was taken; the model's parameters too. */
  public void restore(TrainingState saved) {
    DeviceCopy.of(saved.parameters(), model.flat());
    optimizer.restore(saved);
    progress = saved.progress();
  }

  /** Updates at most, by epochs and by the limit on updates. */
  public long totalUpdates() {
    long batches = EpochPlan.batches(pairs.size(), config.batchSize());
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
    while (progress.finished() == null) {
      EpochPlan plan = EpochPlan.of(pairs, config.batchSize(), config.seed(), progress.epoch());
      if (!epoch(plan)) {
        return progress;
      }
    }
    return progress;
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
    int to = Math.min(plan.batches(), progress.batch() + config.accumulate());
    List<PaddedBatch> batches = new ArrayList<>();
    long tokens = 0;
    for (int i = progress.batch(); i < to; i++) {
      PaddedBatch batch = batch(plan.batch(i));
      tokens += batch.realTokens();
      batches.add(batch);
    }
    step.run(batches, progress.update() + 1, progress.learningRate());
    double seconds = (System.nanoTime() - start) / 1e9;
    progress = progress.updated(batches.size(), tokens, seconds);
  }

  private PaddedBatch batch(int[] lines) {
    List<IndexedPair> chosen = new ArrayList<>(lines.length);
    for (int line : lines) {
      chosen.add(pairs.pair(line, progress.epoch()));
    }
    return PaddedBatch.of(chosen, model.config().reverseSource(), 1);
  }

  private void afterUpdate() {
    report.after(progress);
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

  private void finishIf(boolean condition, String reason) {
    if (condition && progress.finished() == null) {
      progress = progress.finish(reason);
    }
  }

  private void validate(int epoch) {
    NDArray vector = optimizer.average() == null ? model.flat() : optimizer.average();
    Validator.Validation found = validator.validate(model, vector);
    boolean best = found.perplexity() < progress.bestPerplexity();
    if (best) {
      progress = progress.better(found.perplexity(), found.bleu());
      checkpoints.best(vector.toFloatArray(), progress);
    } else {
      boolean cut = progress.sinceCut() + 1 >= config.decayPatience();
      double factor = cut ? config.learningRateDecay() : 1;
      progress = progress.worse(progress.learningRate() * factor);
      finishIf(
          progress.sinceBest() >= config.stoppingPatience(),
          String.format(
              Locale.ROOT, "%d validations brought nothing better", progress.sinceBest()));
    }
    listener.validated(epoch, progress.update(), found.perplexity(), found.bleu(), best);
    report.begin(progress);
  }

  private void snapshot() {
    checkpoints.snapshot(optimizer.snapshot(model.flat(), progress));
    lastSnapshot = System.nanoTime();
  }

  @Override
  public void close() {
    optimizer.close();
  }
}
