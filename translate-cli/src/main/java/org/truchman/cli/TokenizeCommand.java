package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.text.TextPipeline;
import org.truchman.text.TokenText;
import org.truchman.text.WordTokenizerType;
import org.truchman.text.protect.Protection;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.subword.BpeDropout;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman tokenize}: lines in, their tokens out. */
@Command(
    name = "tokenize",
    description = {
      "Cut text into tokens, with blanks between them.",
      "Without a model: into words, marked so that detokenize gives the text back. With a model:"
          + " into its subword pieces."
    },
    customSynopsis = {
      "truchman tokenize [-l CODE] [OPTIONS] < IN > OUT",
      "       truchman tokenize -m MODEL [OPTIONS] < IN > OUT"
    },
    footer = {
      "",
      "The marks are those of OpenNMT's tokenizer. 'truchman tokenize | truchman detokenize' gives"
          + " every line back in Unicode's form NFC, with single blanks."
    })
final class TokenizeCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  FilterStreams streams = new FilterStreams();

  @ArgGroup(validate = false, order = 2, heading = "%nWithout a model:%n")
  WordFlags words = new WordFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nWith a model:%n")
  ModelFlags model = new ModelFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nAt random:%n")
  DropoutFlags dropout = new DropoutFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** How words are found and written. */
  static final class WordFlags {
    @Option(
        names = {"-l", "--language"},
        paramLabel = "CODE",
        description = "Language of the text, as in en; --tokenizer trained needs it.")
    String language;

    @Option(
        names = "--tokenizer",
        paramLabel = "rules|trained",
        description =
            "Cut where the character class changes, or as OpenNLP's model of the language does."
                + " Default: rules.")
    WordTokenizerType tokenizer;

    @Option(
        names = "--no-joiners",
        description = "Do not mark where words touch; the text does not come back then.")
    boolean noJoiners;

    @Option(
        names = "--case",
        description = "Write words in lower case beside marks that say how they were.")
    boolean caseMarks;

    @Option(
        names = "--protect",
        paramLabel = "TYPES",
        description = "Do not split url, email, tag, placeholder; several joined by commas.")
    String protect;

    @Option(
        names = "--protect-as",
        paramLabel = "unsplit|numbered",
        description = "Leave protected spans as they are, or number them. Default: unsplit.")
    ProtectionMode protectAs;

    private boolean isGiven() {
      return language != null
          || tokenizer != null
          || noJoiners
          || caseMarks
          || protect != null
          || protectAs != null;
    }

    private TokenText text() {
      if (protectAs != null && protect == null) {
        throw CommandFailure.usage("--protect-as says nothing without --protect TYPES");
      }
      WordTokenizerType type = tokenizer == null ? WordTokenizerType.RULES : tokenizer;
      if (type == WordTokenizerType.TRAINED && language == null) {
        throw CommandFailure.usage("--tokenizer trained needs --language CODE");
      }
      ProtectionMode mode = protectAs == null ? ProtectionMode.UNSPLIT : protectAs;
      Protection protection = Protection.of(protect == null ? "none" : protect, mode);
      return new TokenText(
          type.of(language), new TokenText.Style(!noJoiners, caseMarks, protection));
    }
  }

  /** Whose pieces. */
  static final class ModelFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "Cut into the pieces of this model.")
    Path model;

    @Option(
        names = "--side",
        paramLabel = "source|target",
        description = "Which of its languages the text is in. Default: source.")
    TextSide side;
  }

  /** Tokenizes in these surroundings. */
  TokenizeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    streams.check();
    streams.run(shell, general.quiet, model.model == null ? words() : pieces());
    return ExitCode.DONE;
  }

  private FilterStreams.LineWork words() {
    if (model.side != null || dropout.dropout().rate() > 0) {
      throw CommandFailure.usage("--side and --dropout need --model DIR");
    }
    TokenText text = words.text();
    return (line, number) -> String.join(" ", text.tokens(line));
  }

  private FilterStreams.LineWork pieces() {
    if (words.isGiven()) {
      throw CommandFailure.usage(
          "a model has its own way to cut words; --language, --tokenizer, --no-joiners, --case and"
              + " --protect are for use without --model");
    }
    BpeDropout rate = dropout.dropout();
    long epoch = dropout.epoch();
    TextSide side = model.side == null ? TextSide.SOURCE : model.side;
    TextPipeline text = side.of(shell.library().text(model.model));
    return rate.rate() == 0
        ? (line, number) -> String.join(" ", text.pieces(line))
        : (line, number) -> String.join(" ", text.pieces(line, rate, rate.random(epoch, number)));
  }
}
