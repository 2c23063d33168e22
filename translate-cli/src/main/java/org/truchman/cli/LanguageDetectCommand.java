package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.LanguageDetector;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman language detect}: lines in, their languages out. */
@Command(
    name = "detect",
    description = {
      "Tell which language each line is in.",
      "As many lines out as come in: code and probability with a tab between them; a blank line"
          + " stays empty."
    },
    customSynopsis = "truchman language detect -m MODEL [OPTIONS] < IN > OUT")
final class LanguageDetectCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A language detector.")
  Path model;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  FilterStreams streams = new FilterStreams();

  @ArgGroup(validate = false, order = 2, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Detects in these surroundings. */
  LanguageDetectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    streams.check();
    try (Library.LineDetector open = shell.library().detector(model, engine.options(0))) {
      streams.runWindows(
          shell,
          general.quiet,
          lines -> open.detect(lines).stream().map(LanguageDetectCommand::line).toList());
    }
    return ExitCode.DONE;
  }

  private static String line(LanguageDetector.Detected found) {
    return found.language().isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%s\t%.4f", found.language(), found.probability());
  }
}
