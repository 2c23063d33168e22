package org.truchman.cli.translation;

import java.io.IOException;
import java.util.List;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.Shell;
import org.truchman.text.corpus.Utf8Lines;

/** Translates line by line what somebody types. */
public final class Prompt {
  private final Shell shell;
  private final TranslationRun run;
  private final boolean quiet;

  /** Prompts on standard error, so that the results can be kept by themselves. */
  public Prompt(Shell shell, TranslationRun run, boolean quiet) {
    this.shell = shell;
    this.run = run;
    this.quiet = quiet;
  }

  /** Answers until the input ends. */
  public void run() throws IOException {
    tell("Type a line and press Enter; an end of file (Ctrl-D, on Windows Ctrl-Z) ends it.\n");
    try (Utf8Lines lines = Utf8Lines.of(shell.in(), InputFiles.STDIN)) {
      tell("> ");
      while (lines.hasNext()) {
        run.translate(List.of(lines.next()));
        tell("> ");
      }
    }
    tell("\n");
  }

  private void tell(String text) {
    if (!quiet) {
      shell.err().print(text);
      shell.err().flush();
    }
  }
}
