package org.truchman.seq2seq.training;

import org.truchman.seq2seq.config.ScheduleType;
import org.truchman.seq2seq.config.TrainingConfig;

/**
 * The learning rate of every update: a pure function of the settings and of how far the training
 * has come, so that a resumed run goes on with the same.
 */
final class LearningRateSchedule {
  private final TrainingConfig config;

  LearningRateSchedule(TrainingConfig config) {
    this.config = config;
  }

  /** The rate of the next update. */
  double next(TrainingProgress progress) {
    double update = progress.update() + 1.0;
    double warmup = config.warmupUpdates();
    double rise = update < warmup ? update / warmup : 1;
    return rise
        * switch (config.schedule()) {
          case PLATEAU -> progress.learningRate();
          case CONSTANT -> config.learningRate();
          case INVERSE_SQRT -> config.learningRate() * Math.sqrt(warmup / Math.max(warmup, update));
          case EXPONENTIAL ->
              config.learningRate() * Math.pow(config.learningRateDecay(), turns(progress));
        };
  }

  /** How often the rate has fallen by its factor; between two times, a fraction. */
  private double turns(TrainingProgress progress) {
    if (config.decayUpdates() == 0) {
      return Math.max(0, progress.epoch() - config.flatEpochs());
    }
    double since = Math.max(0, progress.update() + 1.0 - config.warmupUpdates());
    return since / config.decayUpdates();
  }

  /** The height that the rate is cut to after a validation that brought nothing better. */
  double afterStall(TrainingProgress progress) {
    boolean cut =
        config.schedule() == ScheduleType.PLATEAU
            && progress.sinceCut() + 1 >= config.decayPatience();
    return cut ? progress.learningRate() * config.learningRateDecay() : progress.learningRate();
  }
}
