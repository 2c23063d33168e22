package org.truchman.cli.training;

import me.tongfei.progressbar.ProgressBar;
import org.truchman.cli.shell.LineProgress;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.StageBar;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.text.corpus.CorpusProgress;

/** A progress bar with loss, target tokens per second and time left; other lines go above it. */
final class TrainingBar extends TrainingReport {
  private final Shell shell;
  private final StageBar stages;
  private ProgressBar bar;

  /** Draws on the shell's standard error, a terminal. */
  TrainingBar(Shell shell) {
    this.shell = shell;
    this.stages = new StageBar(shell);
  }

  /** Overwrites the bar, which draws itself anew below. */
  @Override
  void line(String text) {
    stages.close();
    shell
        .err()
        .print(
            "\r"
                + text
                + " ".repeat(Math.max(0, LineProgress.COLUMNS - text.length()))
                + System.lineSeparator());
  }

  @Override
  public void preparing(CorpusProgress.Stage stage, long done, long total) {
    stages.reached(stage, done, total);
  }

  @Override
  public void started(long totalUpdates, String device) {
    stages.close();
    line("training on " + device);
    bar = LineProgress.bar(shell, "Training", totalUpdates).hideEta().build();
  }

  @Override
  public void updated(UpdateReport report) {
    bar.stepTo(report.update());
    bar.setExtraMessage(" " + pace(report));
  }

  @Override
  public void close() {
    stages.close();
    if (bar != null) {
      bar.close();
    }
  }
}
