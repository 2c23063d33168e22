package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.FileSink;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.LineProgress;
import org.truchman.cli.shell.LineSink;
import org.truchman.cli.shell.PartialOutput;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.translation.AlignmentFormat;
import org.truchman.cli.translation.CountingTranslator;
import org.truchman.cli.translation.Prompt;
import org.truchman.cli.translation.ResultLines;
import org.truchman.cli.translation.TranslationRun;
import org.truchman.seq2seq.LongLines;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.text.corpus.Utf8Lines;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman translate}: lines in, as many lines out, in order. */
@Command(
    name = "translate",
    description = {
      "Translate text with a trained model.",
      "The text comes from standard input, from a file, or as arguments. N lines in give N lines"
          + " out, in the same order; lines end at LF, and an empty line gives an empty line. When"
          + " standard input is a terminal, there is a prompt."
    },
    customSynopsis = {
      "truchman translate -m MODEL [OPTIONS] < IN > OUT",
      "       truchman translate -m MODEL [OPTIONS] -i IN -o OUT",
      "       truchman translate -m MODEL [OPTIONS] TEXT..."
    },
    footer = {
      "",
      "With --n-best N each line gives up to N lines \"text ||| score\", best first, and then an"
          + " empty line. The score is the log-probability after the penalties of length and"
          + " coverage; the greatest is best.",
      "A demand that no translation meets (--terminology, --forbid, placeholders of the source) is"
          + " named on standard error with its line, and the best translation without it is given.",
      "When whoever reads the output has enough (as in \"truchman translate ... | head\"), that is"
          + " no error: exit code 0."
    })
final class TranslateCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "The text itself; several words are joined by blanks, as echo does.")
  List<String> words = List.of();

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nSearch:%n")
  SearchFlags search = new SearchFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat translations say:%n")
  DemandFlags demands = new DemandFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nWorkers:%n")
  WorkerFlags workers = new WorkerFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nAll other settings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 7, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Model, input and output. */
  static final class DataFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description =
            "The model directory (required). Given again, several models translate together; they"
                + " must share their target vocabulary.")
    List<Path> models = List.of();

    @Option(
        names = "--weights",
        paramLabel = "W",
        split = ",",
        description = "How much each model counts, as in --weights 2,1. Default: all the same.")
    List<Double> weights = List.of();

    @Option(
        names = {"-i", "--input"},
        paramLabel = "FILE",
        description = "Read from this file, plain or gzip, instead of standard input.")
    Path input;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description =
            "Write to this file instead of standard output; it appears when it is complete. Until"
                + " then it is FILE.part, which an interrupted run leaves behind.")
    Path output;

    @Option(
        names = "--continue",
        description =
            "Go on from FILE.part of an interrupted run: as many lines of the input are skipped as"
                + " have results there. Without FILE.part, begin. Should this run fail, FILE.part"
                + " stays.")
    boolean resume;

    @Option(
        names = "--n-best",
        paramLabel = "N",
        description = "Print the N best translations of each line with their scores.")
    Integer nBest;
  }

  /** Translates in these surroundings. */
  TranslateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Map<String, String> flags = search.settings();
    SearchFlags.put(flags, "search.nBest", data.nBest);
    ModelOpening opening =
        new ModelOpening(
            shell, new Library.Models(data.models, data.weights), configuration, flags);
    if (configuration.dump) {
      opening.dump();
      return ExitCode.DONE;
    }
    RequestOptions request = demands.request();
    PartialOutput partial = data.resume ? partial() : null;
    try (ReadAhead input = input(partial);
        LineSink sink = partial == null ? sink() : FileSink.resume(data.output, partial);
        Library.LineTranslator translator =
            opening.open(engine.options(0), search.longLines, workers.options(), request)) {
      CountingTranslator counting = new CountingTranslator(translator, inputName());
      long before = partial == null ? 0 : partial.results();
      ResultLines format = new ResultLines(data.nBest == null ? 0 : data.nBest, demands.alignments);
      run(input, new TranslationRun(counting, sink, format, this::warn, before));
      sink.complete();
    }
    return ExitCode.DONE;
  }

  private void warn(String message) {
    shell.say("truchman: warning: " + message);
  }

  private void check() {
    if (data.models.isEmpty()) {
      throw CommandFailure.usage("translate needs --model DIR");
    }
    if (!data.weights.isEmpty() && data.weights.size() != data.models.size()) {
      throw CommandFailure.usage(
          "--weights has "
              + data.weights.size()
              + " numbers for "
              + data.models.size()
              + " models; give one for each --model");
    }
    if (!demands.prefix.isEmpty() && words.isEmpty()) {
      throw CommandFailure.usage("--prefix needs the text as arguments: translate ... TEXT");
    }
    if (data.input != null && !words.isEmpty()) {
      throw CommandFailure.usage(
          "the text was given twice: --input " + data.input + " and as arguments; choose one");
    }
    if (data.input != null) {
      InputFiles.require(data.input);
    }
    demands.check();
    if (data.nBest != null && demands.alignments != AlignmentFormat.NONE) {
      throw CommandFailure.usage("--alignments is for the best translation: leave --n-best out");
    }
    if (data.resume && data.output == null) {
      throw CommandFailure.usage("--continue needs --output FILE, for it goes on from FILE.part");
    }
    if (data.resume && (!words.isEmpty() || isPrompt())) {
      throw CommandFailure.usage(
          "--continue needs the same input again: --input FILE, or a pipe on standard input");
    }
  }

  private PartialOutput partial() throws IOException {
    return PartialOutput.of(FileSink.part(data.output), data.nBest != null);
  }

  /** The lines that are to be translated; null where they are arguments or typed. */
  private ReadAhead input(PartialOutput partial) {
    if (!words.isEmpty() || isPrompt()) {
      return null;
    }
    Utf8Lines lines =
        data.input == null
            ? Utf8Lines.of(shell.in(), InputFiles.STDIN)
            : Utf8Lines.open(data.input);
    try {
      if (partial != null) {
        partial.skip(lines);
      }
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
    return new ReadAhead(lines, data.input != null);
  }

  private LineSink sink() throws IOException {
    if (data.output != null) {
      return FileSink.begin(data.output);
    }
    return search.longLines == LongLines.FAIL && !isPrompt()
        ? LineSink.standardOutputAtEnd(shell)
        : LineSink.standardOutput(shell);
  }

  private boolean isPrompt() {
    return words.isEmpty() && data.input == null && shell.terminals().in();
  }

  private String inputName() {
    if (!words.isEmpty()) {
      return "<arguments>";
    }
    return InputFiles.name(data.input);
  }

  private void run(ReadAhead input, TranslationRun run) throws IOException, InterruptedException {
    if (!words.isEmpty()) {
      run.translate(List.of(String.join(" ", words).split("\n", -1)));
    } else if (input == null) {
      new Prompt(shell, run, general.quiet).run();
    } else {
      try (LineProgress progress = data.input == null ? LineProgress.NONE : progress()) {
        run.translate(input, progress);
      }
    }
  }

  private LineProgress progress() {
    boolean mixesWithResults = data.output == null && shell.terminals().out();
    return general.quiet || mixesWithResults
        ? LineProgress.NONE
        : LineProgress.of(shell, "Translating", () -> InputFiles.count(data.input));
  }
}
