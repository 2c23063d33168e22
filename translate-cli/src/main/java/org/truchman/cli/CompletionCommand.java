package org.truchman.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import picocli.AutoComplete;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code truchman completion}: the script by which a shell completes our flags. */
@Command(
    name = "completion",
    description = "Print a script that completes commands and flags in bash and zsh.",
    footer = {"", "For this shell:  source <(truchman completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Prints in these surroundings. */
  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    shell.print(List.of(AutoComplete.bash("truchman", Main.commandLine(shell)).stripTrailing()));
    return ExitCode.DONE;
  }
}
