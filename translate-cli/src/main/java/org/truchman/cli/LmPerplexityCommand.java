package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.lm.IndexedText;
import org.truchman.seq2seq.lm.TextScore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman lm perplexity}: how well a language model predicts texts. */
@Command(
    name = "perplexity",
    description = {
      "Measure how well a language model predicts texts.",
      "Perplexity of a word, whatever words are cut into, of a piece, and bits of a character; the"
          + " end of each line counts as a word, a piece and a character."
    },
    customSynopsis = "truchman lm perplexity -m MODEL [OPTIONS] FILE...")
final class LmPerplexityCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A language model.")
  Path model;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "Rows in which a text is read side by side, each knowing nothing of the one before; 1 is"
              + " exact and slower. Default: as a validation does, up to 20 of 2,000 pieces each.")
  int rows;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Text, UTF-8, plain or gzip.")
  List<Path> files;

  @ArgGroup(validate = false, order = 1, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Measures in these surroundings. */
  LmPerplexityCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (rows < 0) {
      throw CommandFailure.usage("--rows is " + rows + "; allowed: at least 0");
    }
    files.forEach(InputFiles::require);
    List<String> lines = new ArrayList<>();
    try (Library.TextModel open = shell.library().languageModel(model, engine.options(0))) {
      for (Path file : files) {
        lines.add(line(file, open.score(file, rows)));
      }
    }
    shell.print(lines);
    return ExitCode.DONE;
  }

  private static String line(Path file, TextScore score) {
    IndexedText text = score.text();
    return String.format(
        Locale.ROOT,
        "%s: perplexity %.2f per word, %.2f per piece, %.4f bits per character (%d lines, %d words,"
            + " %d pieces, %d of them unknown)",
        file,
        score.perWord(),
        score.perPiece(),
        score.bitsPerCharacter(),
        text.lines(),
        text.words(),
        text.ids().length,
        text.unknown());
  }
}
