package org.truchman.cli.training;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.StageLog;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.text.corpus.CorpusProgress;

/** Plain lines, for a log file: every 30 seconds and at each validation. */
final class TrainingLog extends TrainingReport {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);

  private final Shell shell;
  private final LongSupplier nanoTime;
  private final StageLog stages;
  private long lastLine;
  private boolean begun;

  /**
   * Logs on the shell's standard error.
   *
   * @param nanoTime the time that passes
   */
  TrainingLog(Shell shell, LongSupplier nanoTime) {
    this.shell = shell;
    this.nanoTime = nanoTime;
    this.stages = new StageLog(shell, nanoTime);
  }

  @Override
  void line(String text) {
    shell.say(text);
  }

  @Override
  public void preparing(CorpusProgress.Stage stage, long done, long total) {
    stages.reached(stage, done, total);
  }

  @Override
  public void started(long totalUpdates, String device) {
    line(
        totalUpdates < 0
            ? "training on " + device
            : "training on " + device + ", " + totalUpdates + " updates at most");
  }

  @Override
  public void updated(UpdateReport report) {
    long now = nanoTime.getAsLong();
    if (begun && now - lastLine < INTERVAL) {
      return;
    }
    begun = true;
    lastLine = now;
    line(
        String.format(
            Locale.ROOT,
            "epoch %d, update %d%s: %s, learning rate %.3g",
            report.epoch(),
            report.update(),
            report.total() < 0 ? "" : " of " + report.total(),
            pace(report),
            report.learningRate()));
  }
}
