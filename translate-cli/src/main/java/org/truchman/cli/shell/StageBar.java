package org.truchman.cli.shell;

import me.tongfei.progressbar.ProgressBar;
import org.truchman.text.corpus.CorpusProgress;

/** A progress bar for each stage of the preparation of a corpus, one after the other. */
public final class StageBar implements AutoCloseable {
  private final Shell shell;
  private CorpusProgress.Stage stage;
  private ProgressBar bar;

  /** Draws on the shell's standard error, a terminal. */
  public StageBar(Shell shell) {
    this.shell = shell;
  }

  /** Shows how far a stage is. */
  public void reached(CorpusProgress.Stage now, long done, long total) {
    if (now != stage) {
      close();
      stage = now;
      bar = LineProgress.bar(shell, now.label(), total > 0 ? total : -1).build();
    }
    if (total > 0) {
      bar.maxHint(total);
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    stage = null;
  }
}
