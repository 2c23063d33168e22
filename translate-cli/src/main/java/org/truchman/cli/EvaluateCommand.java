package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.tokens.BleuTokenizer;
import org.truchman.seq2seq.Translation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman evaluate}: translate a test set and score the translations. */
@Command(
    name = "evaluate",
    description = {
      "Translate a test set and score the translations.",
      "Prints BLEU and chrF2 as sacreBLEU computes them, exact matches, and sentences per second."
    },
    customSynopsis = {"truchman evaluate -m MODEL --source FILE --reference FILE [OPTIONS]"},
    footer = {
      "",
      "An exact match is a translation that equals a reference but for white space at its end."
          + " The time is that of translating, without loading the model."
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nModel and test set:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nReport:%n")
  ReportFlags report = new ReportFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nSearch:%n")
  SearchFlags search = new SearchFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nAll other settings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Model and test set. */
  static final class DataFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "The model directory (required).")
    Path model;

    @Option(
        names = "--source",
        paramLabel = "FILE",
        description = "Text to translate (required), plain or gzip.")
    Path source;

    @Option(
        names = "--reference",
        paramLabel = "FILE",
        description = "What it should become (required); repeatable.")
    List<Path> references = new ArrayList<>();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Keep the translations in this file.")
    Path output;
  }

  /** How the scores are computed and printed. */
  static final class ReportFlags {
    @Option(
        names = {"-tok", "--tokenize"},
        paramLabel = "NAME",
        description = "BLEU's tokenizer: 13a, intl, char, zh or none. Default: 13a.")
    String tokenizer = BleuOptions.defaults().tokenizer().label();

    @Option(
        names = {"-w", "--width"},
        paramLabel = "N",
        description = "Decimals of the scores. Default: 2.")
    int width = 2;

    @Option(
        names = {"-f", "--format"},
        paramLabel = "text|json",
        description = "Layout. Default: text.")
    ReportFormat format = ReportFormat.TEXT;
  }

  /** Evaluates in these surroundings. */
  EvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (data.model == null) {
      throw CommandFailure.usage("evaluate needs --model DIR");
    }
    ModelOpening opening = new ModelOpening(shell, data.model, configuration, search.settings());
    if (configuration.dump) {
      opening.dump();
      return ExitCode.DONE;
    }
    if (data.source == null || data.references.isEmpty()) {
      throw CommandFailure.usage("evaluate needs --source FILE and --reference FILE");
    }
    BleuOptions bleu = BleuOptions.defaults().withTokenizer(BleuTokenizer.of(report.tokenizer));
    List<String> source = InputFiles.lines(data.source);
    List<List<String>> references =
        Segments.references(data.references, data.source.toString(), source.size());
    Evaluation evaluation;
    try (LineSink sink = data.output == null ? null : LineSink.file(data.output);
        Library.LineTranslator translator = opening.open(engine.options(0), search.longLines)) {
      long start = System.nanoTime();
      List<String> hypotheses = translate(source, translator);
      double seconds = (System.nanoTime() - start) / 1e9;
      keep(hypotheses, sink);
      evaluation = Evaluation.of(bleu, hypotheses, references, seconds);
    }
    shell.print(evaluation.report(report.format, report.width));
    return ExitCode.DONE;
  }

  private List<String> translate(List<String> source, Library.LineTranslator translator) {
    CountingTranslator counting = new CountingTranslator(translator, data.source.toString());
    List<String> hypotheses = new ArrayList<>();
    try (LineProgress progress =
        general.quiet
            ? LineProgress.NONE
            : LineProgress.of(shell, "Translating", () -> source.size())) {
      for (int from = 0; from < source.size(); from += ReadAhead.WINDOW_LINES) {
        int to = Math.min(source.size(), from + ReadAhead.WINDOW_LINES);
        for (Translation translation : counting.translate(source.subList(from, to))) {
          hypotheses.add(translation.text());
        }
        progress.reached(to);
      }
    }
    return hypotheses;
  }

  private static void keep(List<String> hypotheses, LineSink sink) throws IOException {
    if (sink == null) {
      return;
    }
    for (String hypothesis : hypotheses) {
      sink.line(hypothesis);
    }
    sink.complete();
  }
}
