package org.truchman.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.Metric;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;
import org.truchman.metrics.Statistics;
import org.truchman.metrics.significance.Seed;
import org.truchman.metrics.significance.SystemOutput;
import org.truchman.metrics.significance.SystemTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman score}: sacreBLEU's command line and scores. */
@Command(
    name = "score",
    description = {
      "Score translations against references, as sacreBLEU does.",
      "Scores, flags and output are sacreBLEU 2.6's. Files are plain or gzip, one segment a"
          + " line; files of references stand before -i."
    },
    customSynopsis = {
      "truchman score REF... -i HYP... [-m bleu chrf ter] [OPTIONS]",
      "       truchman score REF... [OPTIONS] < HYP"
    },
    footer = {
      "",
      "SACREBLEU_SEED (a number, or none; default: 12345) and SACREBLEU_FORMAT are heeded, and so"
          + " is NO_COLOR.",
      "Nothing is downloaded: sacreBLEU's flags for test sets (-t, --list, --echo, --citation,"
          + " --origlang, --subset, --detail) do not exist here, nor do tokenizers that need a"
          + " model (ja-mecab, ko-mecab, spm, flores101, flores200)."
    })
final class ScoreCommand implements Callable<Integer> {
  private final Shell shell;
  private final UnaryOperator<String> environment;

  @Parameters(
      paramLabel = "REF",
      arity = "0..*",
      description = "Reference files; line N of each belongs to line N of the others.")
  List<String> references = List.of();

  @ArgGroup(validate = false, order = 1, heading = "%nInput and metrics:%n")
  InputFlags input = new InputFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nBLEU:%n")
  BleuFlags bleu = new BleuFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nchrF:%n")
  ChrfFlags chrf = new ChrfFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nTER (the defaults are Tercom's):%n")
  TerFlags ter = new TerFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nSignificance:%n")
  SignificanceFlags significance = new SignificanceFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nReport:%n")
  ReportFlags report = new ReportFlags();

  @ArgGroup(validate = false, order = 7, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** What is scored by what. */
  static final class InputFlags {
    @Option(
        names = {"-i", "--input"},
        arity = "1..*",
        paramLabel = "HYP",
        description =
            "The translations of one or more systems; by default read from standard input,"
                + " systems separated by tabs.")
    List<String> input = List.of();

    @Option(
        names = {"-nr", "--num-refs"},
        paramLabel = "N",
        description = "The one file of references has N of them in a line, separated by tabs.")
    int sets = 1;

    @Option(
        names = {"-e", "--encoding"},
        paramLabel = "NAME",
        description = "Encoding of all input. Default: utf-8.")
    String encoding = "utf-8";

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
        paramLabel = "json|text|latex",
        description = "Layout; latex for several systems only. Default: json.")
    ScoreFormat format = ScoreFormat.JSON;

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

    @Option(
        names = {"-nc", "--no-color"},
        description = "Use no colours; they are used in a terminal only.")
    boolean plain;

    /** The style. */
    ReportStyle style() {
      return new ReportStyle(width, scoreOnly, shortSignature);
    }
  }

  /** Scores in these surroundings. */
  ScoreCommand(Shell shell) {
    this(shell, System::getenv);
  }

  /** Scores in these surroundings, with other environment variables. */
  ScoreCommand(Shell shell, UnaryOperator<String> environment) {
    this.shell = shell;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    requireFlags();
    List<Metric<?>> metrics = metrics();
    ScoreInput data = ScoreInput.read(shell, input, references, significance.isPaired());
    requireOutputs(data.systems().size());
    warn(data.systems());
    List<String> lines;
    if (input.sentences) {
      lines = sentences(metrics.get(0), data);
    } else if (data.systems().size() == 1) {
      lines = List.of(format().report(scores(metrics, data), report.style(), isColored()));
    } else {
      lines = List.of(format().report(table(metrics, data), report.style(), isColored()));
    }
    shell.print(lines);
    return ExitCode.DONE;
  }

  private void requireFlags() {
    if (references.isEmpty()) {
      throw CommandFailure.usage(
          "score needs at least one file of references, before -i: score REF... -i HYP...");
    }
    if (input.sets < 1 || input.sets > 1 && references.size() > 1) {
      throw CommandFailure.usage(
          ("--num-refs " + input.sets + " with " + references.size() + " files of references:")
              + " give 1 or more, and above 1 a single file");
    }
    if (input.sentences && input.metrics.size() > 1) {
      throw CommandFailure.usage(
          "--sentence-level takes one metric; " + input.metrics.size() + " were given");
    }
    if (input.sentences && (significance.confidence || significance.isPaired())) {
      throw CommandFailure.usage(
          "--sentence-level allows no --confidence, --paired-bs or --paired-ar");
    }
    significance.require();
  }

  private void requireOutputs(int systems) {
    if (input.sentences && systems > 1) {
      throw CommandFailure.usage("--sentence-level takes one system; " + systems + " were given");
    }
    if (significance.isPaired() && systems == 1) {
      throw CommandFailure.usage(
          "--paired-bs and --paired-ar compare systems: give two or more to --input");
    }
    if (significance.confidence && systems > 1) {
      throw CommandFailure.usage(
          "--confidence takes one system; for " + systems + " use --paired-bs");
    }
  }

  private List<Metric<?>> metrics() {
    List<Metric<?>> metrics = new ArrayList<>();
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

  private void warn(List<SystemOutput> systems) {
    boolean tokenized = systems.stream().anyMatch(system -> Bleu.looksTokenized(system.lines()));
    boolean counts = input.metrics.contains(MetricName.BLEU) && !general.quiet;
    if (counts && tokenized && !bleu.force) {
      shell.say(
          "truchman: warning: many lines end in \" .\", as if tokenized; scores of tokenized text"
              + " cannot be compared with others (--force hides this)");
    }
    if (counts && bleu.hasUnusualTokenizer()) {
      shell.say(
          "truchman: warning: " + bleu.tokenizer + " is an unusual tokenizer for this language");
    }
  }

  private List<Score> scores(List<Metric<?>> metrics, ScoreInput data) {
    List<String> hypotheses = data.systems().get(0).lines();
    List<Score> scores = new ArrayList<>();
    for (Metric<?> metric : metrics) {
      if (significance.confidence) {
        scores.add(significance.resampling(seed()).corpus(metric, hypotheses, data.references()));
      } else {
        scores.add(
            metric.score(Statistics.sum(metric.segmentsInParallel(hypotheses, data.references()))));
      }
    }
    return scores;
  }

  /** Only a paired test keeps the order of the metrics. */
  private SystemTable table(List<Metric<?>> metrics, ScoreInput data) {
    if (significance.isPaired()) {
      return significance.test(seed()).compare(data.systems(), data.references(), metrics);
    }
    List<MetricName> names = input.metrics.stream().distinct().toList();
    List<Metric<?>> sorted =
        names.stream().sorted().<Metric<?>>map(name -> metrics.get(names.indexOf(name))).toList();
    return SystemTable.of(data.systems(), data.references(), sorted);
  }

  private List<String> sentences(Metric<?> metric, ScoreInput data) {
    List<String> hypotheses = data.systems().get(0).lines();
    List<String> lines = new ArrayList<>();
    for (Statistics segment : metric.segmentsInParallel(hypotheses, data.references())) {
      lines.add(ScoreReport.line(metric.score(segment), report.style()));
    }
    return lines;
  }

  private Seed seed() {
    String seed = environment.apply("SACREBLEU_SEED");
    try {
      return seed == null ? Seed.standard() : Seed.of(seed);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("SACREBLEU_SEED: " + e.getMessage());
    }
  }

  /** The environment may overrule the flag; as in sacreBLEU, it is heeded only if valid. */
  private ScoreFormat format() {
    String wanted = environment.apply("SACREBLEU_FORMAT");
    return Arrays.stream(ScoreFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElse(report.format);
  }

  private boolean isColored() {
    String forbidden = environment.apply("NO_COLOR");
    return shell.terminals().out() && !report.plain && (forbidden == null || forbidden.isEmpty());
  }
}
