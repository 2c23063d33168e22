package org.truchman.cli.training;

import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.StageBar;
import org.truchman.cli.shell.StageLog;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.text.corpus.CorpusProgress;

/** Shows how a corpus is prepared, on standard error: bars on a terminal, plain lines otherwise. */
public final class PreparationReport implements CorpusPreparation.Listener, AutoCloseable {
  private final Shell shell;
  private final boolean quiet;
  private final StageBar bar;
  private final StageLog log;

  /**
   * Shows nothing yet.
   *
   * @param quiet whether nothing is to be shown at all
   */
  public PreparationReport(Shell shell, boolean quiet) {
    this.shell = shell;
    this.quiet = quiet;
    this.bar = new StageBar(shell);
    this.log = new StageLog(shell, System::nanoTime);
  }

  @Override
  public void message(String line) {
    if (!quiet) {
      bar.close();
      shell.say(line);
    }
  }

  @Override
  public void reached(CorpusProgress.Stage stage, long done, long total) {
    if (quiet) {
      return;
    }
    if (shell.terminals().err()) {
      bar.reached(stage, done, total);
    } else {
      log.reached(stage, done, total);
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
