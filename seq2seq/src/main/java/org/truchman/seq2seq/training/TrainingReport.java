package org.truchman.seq2seq.training;

/**
 * Reads the running sums back from the device, seldom, and tells the listener.
 *
 * <p>Also stops a training that has come apart: when every update since the last report was skipped
 * for a gradient that is not finite.
 */
final class TrainingReport {
  private static final double SECONDS_BETWEEN = 1.0;
  private static final int UPDATES_BETWEEN = 10;

  private final TrainingListener listener;
  private final OptimizerState optimizer;
  private final long total;
  private final double maxMinutes;
  private long firstUpdate;
  private double firstSeconds;
  private long lastUpdate;
  private double lastSeconds;

  TrainingReport(
      TrainingListener listener, OptimizerState optimizer, long total, double maxMinutes) {
    this.listener = listener;
    this.optimizer = optimizer;
    this.total = total;
    this.maxMinutes = maxMinutes;
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

  /** Tells the listener when enough has happened since the last time. */
  void after(TrainingProgress progress) {
    long updates = progress.update() - lastUpdate;
    double seconds = progress.seconds() - lastSeconds;
    if (updates < UPDATES_BETWEEN || seconds < SECONDS_BETWEEN) {
      return;
    }
    float[] sums = optimizer.sums().toFloatArray();
    optimizer.sums().subi(optimizer.sums());
    if (sums[3] >= updates) {
      throw new IllegalStateException(
          "the gradient was not finite in the last "
              + updates
              + " updates; lower training.learningRate or set training.clipNorm to 1");
    }
    listener.update(
        progress.update(),
        total,
        progress.epoch(),
        sums[0] / sums[1],
        sums[1] / seconds,
        progress.learningRate(),
        secondsLeft(progress));
    lastUpdate = progress.update();
    lastSeconds = progress.seconds();
  }

  private double secondsLeft(TrainingProgress progress) {
    double perUpdate = (progress.seconds() - firstSeconds) / (progress.update() - firstUpdate);
    double left = perUpdate * (total - progress.update());
    return maxMinutes == 0 ? left : Math.min(left, maxMinutes * 60 - progress.seconds());
  }
}
