package org.truchman.cli.shell;

import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how many lines of a known number are done. */
public interface LineProgress extends AutoCloseable {
  /** Columns of a bar; narrow enough for every terminal, so that its width need not be asked. */
  int COLUMNS = 79;

  /** Shows nothing. */
  LineProgress NONE = done -> {};

  /** Says that so many lines are done. */
  void reached(long done);

  @Override
  default void close() {}

  /**
   * A bar on standard error if that is a terminal, and nothing otherwise.
   *
   * @param total counts the lines; asked only if there is a bar
   */
  static LineProgress of(Shell shell, String task, LongSupplier total) {
    if (!shell.terminals().err()) {
      return NONE;
    }
    ProgressBar bar = bar(shell, task, total.getAsLong()).setUnit(" lines", 1).build();
    return new LineProgress() {
      @Override
      public void reached(long done) {
        bar.stepTo(done);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** A bar in the toolkit's one style, of plain characters. */
  static ProgressBarBuilder bar(Shell shell, String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(shell.err(), COLUMNS));
  }
}
