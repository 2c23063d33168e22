package org.truchman.seq2seq.training;

import org.truchman.seq2seq.config.TrainingConfig;

/** Reads the running sums back from the device, seldom, and tells the listener. */
final class TrainingReport {
  private static final double SECONDS_BETWEEN = 1.0;
  private static final int UPDATES_BETWEEN = 10;

  private final TrainingListener listener;
  private final OptimizerState optimizer;
  private final long total;
  private final TrainingConfig config;
  private long firstUpdate;
  private double firstSeconds;
  private long lastUpdate;
  private double lastSeconds;

  TrainingReport(
      TrainingListener listener, OptimizerState optimizer, long total, TrainingConfig config) {
    this.listener = listener;
    this.optimizer = optimizer;
    this.total = total;
    this.config = config;
  }

  /** Starts counting from here. */
  void begin(TrainingProgress progress) {
    if (firstUpdate == 0 && lastUpdate == 0) {
      firstUpdate = progress.update();
      firstSeconds = progress.seconds();
    }
    lastUpdate = progress.update();
    lastSeconds = progress.seconds();
  }

  /** Whether enough has happened since the last time. */
  boolean isDue(TrainingProgress progress) {
    return progress.update() - lastUpdate >= UPDATES_BETWEEN
        && progress.seconds() - lastSeconds >= SECONDS_BETWEEN;
  }

  /**
   * Reads the sums, tells the listener, and starts them anew.
   *
   * @param rate the learning rate of the last update
   * @return the update that made those skipped in a row too many; 0 when none did
   */
  long read(TrainingProgress progress, double rate) {
    float[] sums = optimizer.sums().toFloatArray();
    float[] next = new float[sums.length];
    next[4] = sums[4]; // what was skipped in a row may go on
    DeviceCopy.of(next, optimizer.sums());
    if (sums[3] > 0) {
      listener.message(
          "%d of the last %d updates were left out: their loss or gradient was not finite"
              .formatted((int) sums[3], progress.update() - lastUpdate));
    }
    if (sums[1] > 0) {
      long counted = progress.update() - lastUpdate - (long) sums[3];
      listener.updated(
          new UpdateReport(
              progress.update(),
              total,
              progress.epoch(),
              sums[0] / sums[1],
              sums[2] / counted,
              sums[1] / (progress.seconds() - lastSeconds),
              rate,
              (int) sums[3],
              progress.seconds(),
              secondsLeft(progress)));
    }
    begin(progress);
    return (long) sums[5];
  }

  /** Reads and tells what came since the last time, however little; the rest is as above. */
  long readRest(TrainingProgress progress, double rate) {
    return progress.update() == lastUpdate ? fatal() : read(progress, rate);
  }

  /** The update that made those skipped in a row too many; 0 while none did. */
  long fatal() {
    return (long) optimizer.sums().toFloatArray()[5];
  }

  private double secondsLeft(TrainingProgress progress) {
    double perUpdate = (progress.seconds() - firstSeconds) / (progress.update() - firstUpdate);
    double left = perUpdate * (total - progress.update());
    double limit = config.maxMinutes() * 60;
    return limit == 0 ? left : Math.min(left, limit - progress.seconds());
  }
}
