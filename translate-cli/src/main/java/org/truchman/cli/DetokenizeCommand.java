package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.text.TextPipeline;
import org.truchman.text.TokenText;
import org.truchman.text.subword.PlainBpe;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman detokenize}: tokens in, text out. */
@Command(
    name = "detokenize",
    description = {
      "Give back the text that 'truchman tokenize' cut into tokens.",
      "Without a model: from words with marks, of whatever options. With a model: from its pieces."
    },
    customSynopsis = {
      "truchman detokenize [--bpe] [OPTIONS] < IN > OUT",
      "       truchman detokenize -m MODEL [OPTIONS] < IN > OUT"
    })
final class DetokenizeCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  FilterStreams streams = new FilterStreams();

  @ArgGroup(validate = false, order = 2, heading = "%nWhat the tokens are:%n")
  TokenFlags tokens = new TokenFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Words or pieces. */
  static final class TokenFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "The tokens are pieces of this model.")
    Path model;

    @Option(
        names = "--bpe",
        description =
            "The tokens were cut by 'truchman apply-bpe' or subword-nmt: join them at @@ first.")
    boolean bpe;
  }

  /** Detokenizes in these surroundings. */
  DetokenizeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    streams.check();
    streams.run(shell, general.quiet, FilterStreams.LineWork.of(work()));
    return ExitCode.DONE;
  }

  private UnaryOperator<String> work() {
    if (tokens.model == null) {
      return tokens.bpe
          ? line -> TokenText.line(words(PlainBpe.join(line)))
          : line -> TokenText.line(words(line));
    }
    if (tokens.bpe) {
      throw CommandFailure.usage("the pieces of a model hold no @@; leave out --bpe or --model");
    }
    // Pieces are spelled alike on both sides: what a line says depends on no vocabulary.
    TextPipeline text = shell.library().text(tokens.model).target();
    return line -> text.line(words(line));
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (int from = 0; from < line.length(); ) {
      int blank = line.indexOf(' ', from);
      int to = blank < 0 ? line.length() : blank;
      if (to > from) {
        words.add(line.substring(from, to));
      }
      from = to + 1;
    }
    return words;
  }
}
