package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.Metric;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman score}: sacreBLEU's command line and scores. */
@Command(
    name = "score",
    description = {
      "Score translations against references, as sacreBLEU does.",
      "Scores and flags are sacreBLEU's. Files are UTF-8, plain or gzip, one segment a line."
    },
    customSynopsis = {
      "truchman score REF... -i HYP [-m bleu chrf ter] [OPTIONS]",
      "       truchman score REF... [OPTIONS] < HYP"
    })
final class ScoreCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "REF",
      arity = "0..*",
      description = "Reference files; line N of each belongs to line N of the others.")
  List<Path> references = List.of();

  @ArgGroup(validate = false, order = 1, heading = "%nInput and metrics:%n")
  InputFlags input = new InputFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nBLEU:%n")
  BleuFlags bleu = new BleuFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nchrF:%n")
  ChrfFlags chrf = new ChrfFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nTER (the defaults are Tercom's):%n")
  TerFlags ter = new TerFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nReport:%n")
  ReportFlags report = new ReportFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** What is scored by what. */
  static final class InputFlags {
    @Option(
        names = {"-i", "--input"},
        paramLabel = "HYP",
        description = "The translations; by default read from standard input.")
    Path input;

    @Option(
        names = {"-m", "--metrics"},
        arity = "1..*",
        paramLabel = "METRIC",
        description = "bleu, chrf, ter, separated by blanks. Default: bleu.")
    List<MetricName> metrics = List.of(MetricName.BLEU);

    @Option(
        names = {"-sl", "--sentence-level"},
        description = "Score each line by itself; one metric only.")
    boolean sentences;
  }

  /** How scores are printed. */
  static final class ReportFlags {
    @Option(
        names = {"-f", "--format"},
        paramLabel = "text|json",
        description = "Layout of corpus scores. Default: json, as sacreBLEU's.")
    ReportFormat format = ReportFormat.JSON;

    @Option(
        names = {"-b", "--score-only"},
        description = "Print only the number.")
    boolean scoreOnly;

    @Option(
        names = {"-w", "--width"},
        paramLabel = "N",
        description = "Decimals. Default: 1.")
    int width = ReportStyle.defaults().width();

    @Option(
        names = {"-sh", "--short"},
        description = "Abbreviate signatures.")
    boolean shortSignature;

    /** The style. */
    ReportStyle style() {
      return new ReportStyle(width, scoreOnly, shortSignature);
    }
  }

  /** Scores in these surroundings. */
  ScoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    requireFlags();
    ReportStyle style = report.style();
    List<Metric<? extends Score>> metrics = metrics();
    String name = input.input == null ? Prompt.STDIN : input.input.toString();
    List<String> hypotheses =
        input.input == null ? Segments.ofStandardInput(shell) : Segments.of(input.input);
    List<List<String>> sets = Segments.references(references, name, hypotheses.size());
    warnOfTokenized(hypotheses);
    shell.print(
        input.sentences
            ? sentences(metrics.get(0), hypotheses, sets, style)
            : List.of(corpus(metrics, hypotheses, sets, style)));
    return ExitCode.DONE;
  }

  private void requireFlags() {
    if (references.isEmpty()) {
      throw CommandFailure.usage("score needs at least one file of references: score REF -i HYP");
    }
    if (input.sentences && input.metrics.size() > 1) {
      throw CommandFailure.usage(
          "--sentence-level takes one metric; " + input.metrics.size() + " were given");
    }
  }

  private List<Metric<? extends Score>> metrics() {
    List<Metric<? extends Score>> metrics = new ArrayList<>();
    for (MetricName name : input.metrics.stream().distinct().toList()) {
      metrics.add(
          switch (name) {
            case BLEU -> bleu.metric(input.sentences);
            case CHRF -> chrf.metric();
            case TER -> ter.metric();
          });
    }
    return metrics;
  }

  private void warnOfTokenized(List<String> hypotheses) {
    boolean counts = input.metrics.contains(MetricName.BLEU) && !bleu.force;
    if (counts && !general.quiet && Bleu.looksTokenized(hypotheses)) {
      shell.say(
          "truchman: warning: many lines end in \" .\", as if tokenized; scores of tokenized text"
              + " cannot be compared with others (--force hides this)");
    }
  }

  private String corpus(
      List<Metric<? extends Score>> metrics,
      List<String> hypotheses,
      List<List<String>> sets,
      ReportStyle style) {
    List<Score> scores = new ArrayList<>();
    for (Metric<? extends Score> metric : metrics) {
      scores.add(metric.corpus(hypotheses, sets));
    }
    return report.format.report(scores, style);
  }

  private static List<String> sentences(
      Metric<? extends Score> metric,
      List<String> hypotheses,
      List<List<String>> sets,
      ReportStyle style) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < hypotheses.size(); i++) {
      int row = i;
      List<String> references = sets.stream().map(set -> set.get(row)).toList();
      lines.add(ScoreReport.line(metric.sentence(hypotheses.get(i), references), style));
    }
    return lines;
  }
}
