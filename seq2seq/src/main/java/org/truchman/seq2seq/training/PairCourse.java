package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.BatchType;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.BatchLimit;
import org.truchman.seq2seq.data.EpochPlan;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.model.Seq2SeqModel;

/** Learns to translate: batches of sentence pairs. */
final class PairCourse implements Course {
  private final Seq2SeqModel model;
  private final TrainingConfig config;
  private final IndexedCorpus pairs;
  private final Validator validator;
  private final OptimizerState optimizer;
  private final BatchFeed feed;
  private final UpdateStep step;
  private EpochPlan plan;

  /**
   * A course before its first update.
   *
   * @param config {@code precision} decided
   * @param pairs the training set, not empty
   * @param events hears what a person should know
   */
  PairCourse(
      Seq2SeqModel model,
      TrainingConfig config,
      IndexedCorpus pairs,
      Validator validator,
      Consumer<String> events) {
    if (pairs.size() == 0) {
      throw new IllegalArgumentException("the training set has no sentence pair");
    }
    this.model = model;
    this.config = config;
    this.pairs = pairs;
    this.validator = validator;
    this.feed = new BatchFeed(pairs, model.config().reverseSource(), config.accumulate());
    this.optimizer = OptimizerState.of(model.parameters(), config);
    this.step = new UpdateStep(model, optimizer, config, events);
  }

  @Override
  public NDArray parameters() {
    return model.flat();
  }

  @Override
  public OptimizerState optimizer() {
    return optimizer;
  }

  @Override
  public int batches(int epoch) {
    return plan(epoch).batches();
  }

  @Override
  public String describe(int epoch) {
    return String.format(
        Locale.ROOT,
        "%d batches an epoch, %.1f %% of them padding",
        batches(epoch),
        100 * plan(epoch).padding());
  }

  private EpochPlan plan(int epoch) {
    if (plan == null || plan.epoch() != epoch) {
      BatchLimit limit =
          config.batchType() == BatchType.TOKENS
              ? BatchLimit.ofTokens(config.batchTokens())
              : BatchLimit.ofPairs(config.batchSize());
      plan = EpochPlan.of(pairs, limit, config.seed(), epoch);
    }
    return plan;
  }

  @Override
  public Taken update(TrainingProgress before, double rate) {
    List<PaddedBatch> batches = feed.take(plan(before.epoch()), before.batch());
    long tokens = batches.stream().mapToLong(PaddedBatch::realTokens).sum();
    step.run(batches, before.update() + 1, rate);
    return new Taken(batches.size(), tokens);
  }

  @Override
  public Validator.Findings validate(NDArray vector) {
    return validator.validate(model, vector);
  }

  @Override
  public int[] pairs(int epoch, int from, int to) {
    EpochPlan wanted = plan(epoch);
    return IntStream.range(from, to).flatMap(batch -> Arrays.stream(wanted.batch(batch))).toArray();
  }

  @Override
  public void close() {
    feed.close();
    optimizer.close();
  }
}
