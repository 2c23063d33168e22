package org.truchman.cli.training;

import java.util.Locale;
import org.truchman.cli.shell.Clock;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;

/** Shows how a training goes, on standard error. */
abstract class TrainingReport implements TrainingListener, AutoCloseable {
  /** Columns of the learning progress that a line of the log, or the end of the bar, shows. */
  private static final String FORMAT = "loss %.3f, %.0f tokens/s%s";

  /** Shows one finished line. */
  abstract void line(String text);

  @Override
  public void close() {}

  /**
   * The report that fits: none if quiet, a bar on a terminal, plain lines otherwise.
   *
   * @param quiet whether nothing is to be shown
   */
  static TrainingReport of(Shell shell, boolean quiet) {
    if (quiet) {
      return new Silence();
    }
    return shell.terminals().err()
        ? new TrainingBar(shell)
        : new TrainingLog(shell, System::nanoTime);
  }

  @Override
  public void message(String text) {
    line(text);
  }

  @Override
  public void validated(ValidationReport report) {
    Double bleu = report.scores().bleu();
    line(
        String.format(
            Locale.ROOT,
            "epoch %d, update %d: validation perplexity %.2f%s%s",
            report.epoch(),
            report.update(),
            report.scores().perplexity(),
            bleu == null ? "" : String.format(Locale.ROOT, ", BLEU %.1f", bleu),
            report.best() ? " (best so far, saved)" : ""));
  }

  /** Loss, target tokens per second and, where it is known, the time left. */
  static String pace(UpdateReport report) {
    double seconds = report.secondsLeft();
    String left = Double.isNaN(seconds) ? "" : ", " + Clock.text(seconds) + " left";
    return String.format(Locale.ROOT, FORMAT, report.loss(), report.tokensPerSecond(), left);
  }

  /** Shows nothing. */
  private static final class Silence extends TrainingReport {
    @Override
    void line(String text) {}
  }
}
