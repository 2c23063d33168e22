package org.truchman.cli.shell;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.truchman.text.corpus.CorpusProgress;

/** Plain lines on the preparation of a corpus, for a log file: one every 30 seconds. */
public final class StageLog {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);

  private final Shell shell;
  private final LongSupplier nanoTime;
  private long lastLine;

  /**
   * Logs on the shell's standard error.
   *
   * @param nanoTime the time that passes
   */
  public StageLog(Shell shell, LongSupplier nanoTime) {
    this.shell = shell;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  /** Says how far a stage is, unless it said something lately. */
  public void reached(CorpusProgress.Stage stage, long done, long total) {
    long now = nanoTime.getAsLong();
    if (now - lastLine >= INTERVAL) {
      lastLine = now;
      String end = total > 0 ? " of " + total : "";
      shell.say(
          String.format(
              Locale.ROOT, "%s: %d%s", stage.label().toLowerCase(Locale.ROOT), done, end));
    }
  }
}
