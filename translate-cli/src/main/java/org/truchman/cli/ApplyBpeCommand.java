package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.PieceCounts;
import org.truchman.text.subword.PlainBpe;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman apply-bpe}: words in, their pieces out, as subword-nmt writes them. */
@Command(
    name = "apply-bpe",
    description = {
      "Cut the words of tokenized text into subwords, as subword-nmt does.",
      "Words are what stands between blanks; @@ follows a piece that does not end its word."
    },
    customSynopsis = {
      "truchman apply-bpe -c CODES [OPTIONS] < IN > OUT",
      "       truchman apply-bpe -m MODEL [OPTIONS] < IN > OUT"
    })
final class ApplyBpeCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  FilterStreams streams = new FilterStreams();

  @ArgGroup(validate = false, order = 2, heading = "%nHow words are cut:%n")
  BpeFlags bpe = new BpeFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nAt random:%n")
  DropoutFlags dropout = new DropoutFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Merges, and what limits them. */
  static final class BpeFlags {
    @Option(
        names = {"-c", "--codes"},
        paramLabel = "FILE",
        description = "Merges that 'truchman learn-bpe' or subword-nmt wrote.")
    Path codes;

    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "Take the merges of this model.")
    Path model;

    @Option(
        names = "--side",
        paramLabel = "source|target",
        description = "With --model: which of its languages. Default: source.")
    TextSide side;

    @Option(
        names = "--vocabulary",
        paramLabel = "FILE",
        description = "Pieces and their counts; a piece that is not there is taken apart.")
    Path vocabulary;

    @Option(
        names = "--vocabulary-threshold",
        paramLabel = "N",
        description = "With --vocabulary: heed pieces that were seen N times or more. Default: 1.")
    Long threshold;

    @Option(
        names = "--glossaries",
        paramLabel = "REGEX",
        arity = "1..*",
        description = "Never cut what fits one of these regular expressions.")
    List<String> glossaries = new ArrayList<>();
  }

  /** Cuts in these surroundings. */
  ApplyBpeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    streams.check();
    if ((bpe.codes == null) == (bpe.model == null)) {
      throw CommandFailure.usage("apply-bpe needs either --codes FILE or --model DIR");
    }
    if (bpe.side != null && bpe.model == null) {
      throw CommandFailure.usage("--side says nothing without --model DIR");
    }
    long epoch = dropout.epoch();
    BpeCodes codes = codes();
    Set<String> vocabulary = vocabulary(codes);
    PlainBpe cutter =
        new PlainBpe(codes, new PlainBpe.Settings(vocabulary, bpe.glossaries, dropout.dropout()));
    streams.run(shell, general.quiet, (line, number) -> cutter.segment(line, epoch, number));
    return ExitCode.DONE;
  }

  private BpeCodes codes() {
    if (bpe.model != null) {
      TextSide side = bpe.side == null ? TextSide.SOURCE : bpe.side;
      return side.of(shell.library().text(bpe.model)).codes();
    }
    InputFiles.require(bpe.codes);
    try {
      return BpeCodes.read(bpe.codes);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(e.getMessage(), e);
    }
  }

  private Set<String> vocabulary(BpeCodes codes) {
    if (bpe.vocabulary == null) {
      if (bpe.threshold != null) {
        throw CommandFailure.usage("--vocabulary-threshold says nothing without --vocabulary");
      }
      return Set.of();
    }
    InputFiles.require(bpe.vocabulary);
    try {
      PieceCounts counts = PieceCounts.read(bpe.vocabulary);
      Set<String> known = counts.atLeast(bpe.threshold == null ? 1 : bpe.threshold);
      if (known.isEmpty()) {
        throw new IllegalArgumentException(
            bpe.vocabulary
                + ": no piece of it was seen "
                + (bpe.threshold == null ? 1 : bpe.threshold)
                + " times; choose a smaller --vocabulary-threshold");
      }
      return PlainBpe.requireFit(known, codes, bpe.vocabulary.toString());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(e.getMessage(), e);
    }
  }
}
