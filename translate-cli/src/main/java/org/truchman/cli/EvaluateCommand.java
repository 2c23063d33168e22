package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.truchman.cli.evaluation.Evaluation;
import org.truchman.cli.evaluation.EvaluationFormat;
import org.truchman.cli.evaluation.EvaluationHtml;
import org.truchman.cli.evaluation.Scoring;
import org.truchman.cli.evaluation.SystemOutput;
import org.truchman.cli.evaluation.TestSet;
import org.truchman.cli.input.EvaluationInputs;
import org.truchman.cli.input.NamedFiles;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.FileSink;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.LineProgress;
import org.truchman.cli.shell.LineSink;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.Version;
import org.truchman.cli.translation.CountingTranslator;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.tokens.BleuTokenizer;
import org.truchman.seq2seq.Translation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman evaluate}: translate test sets with models and score the translations. */
@Command(
    name = "evaluate",
    description = {
      "Translate test sets and score the translations.",
      "Prints BLEU and chrF2 as sacreBLEU computes them, n-gram precisions, lengths, exact matches,"
          + " speed, and BLEU by source length; one system on one test set as lines, several as a"
          + " table."
    },
    customSynopsis = {
      "truchman evaluate -m MODEL --source FILE --reference FILE [OPTIONS]",
      "       truchman evaluate -m [NAME=]MODEL... --test [NAME=]SOURCE REFERENCE...",
      "                         [--hypothesis [NAME=]FILE...] [--html FILE] [OPTIONS]"
    },
    footer = {
      "",
      "Several models, test sets and references, and what other systems made of them:",
      "  truchman evaluate -m small=models/a -m large=models/b \\",
      "      --test flickr=test.en test.de --test news.en news.1.de news.2.de \\",
      "      --hypothesis other=other.flickr.de other.news.de --html report.html",
      "A name has no slash in it: a file a=b is written ./a=b. Without a name the file's own"
          + " counts.",
      "An exact match is a translation that equals a reference but for white space at its end."
          + " The time is that of translating, without loading the model. Target tokens are counted"
          + " as BLEU's tokenizer counts them; source tokens as its tokenizer zh does."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Worst and best sentences on the page when nobody says how many. */
  private static final int EXTREMES = 10;

  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nModel and test set:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nReport:%n")
  ReportFlags report = new ReportFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nSearch:%n")
  SearchFlags search = new SearchFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nWorkers:%n")
  WorkerFlags workers = new WorkerFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nAll other settings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 7, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Models, other systems, and test sets. */
  static final class DataFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "[NAME=]DIR",
        description = "A model directory; repeatable.")
    List<String> models = new ArrayList<>();

    @Option(
        names = "--hypothesis",
        arity = "1..*",
        paramLabel = "[NAME=]FILE...",
        hideParamSyntax = true,
        parameterConsumer = NamedFiles.Words.class,
        description =
            "What another system made of the test sets, a file for each in their order;"
                + " repeatable.")
    List<List<String>> hypotheses = new ArrayList<>();

    @Option(
        names = "--source",
        paramLabel = "FILE",
        description = "Text to translate, plain or gzip.")
    Path source;

    @Option(
        names = "--reference",
        paramLabel = "FILE",
        description = "What it should become; repeatable.")
    List<Path> references = new ArrayList<>();

    @Option(
        names = "--test",
        arity = "2..*",
        paramLabel = "[NAME=]SOURCE REFERENCE...",
        hideParamSyntax = true,
        parameterConsumer = NamedFiles.Words.class,
        description = "A test set, instead of --source and --reference; repeatable.")
    List<List<String>> tests = new ArrayList<>();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Keep the translations of the one model and test set in this file.")
    Path output;

    @Option(
        names = "--output-dir",
        paramLabel = "DIR",
        description = "Keep all translations of models, as DIR/TEST.SYSTEM.txt.")
    Path outputFolder;
  }

  /** How the scores are computed and printed. */
  static final class ReportFlags {
    @Option(
        names = {"-tok", "--tokenize"},
        paramLabel = "NAME",
        description = "BLEU's tokenizer: 13a, intl, char, zh or none. Default: 13a.")
    String tokenizer = BleuOptions.defaults().tokenizer().label();

    @Option(names = "--ter", description = "TER, too, with sacreBLEU's defaults.")
    boolean ter;

    @Option(
        names = {"-w", "--width"},
        paramLabel = "N",
        description = "Decimals of the scores. Default: 2.")
    int width = 2;

    @Option(
        names = {"-f", "--format"},
        paramLabel = "text|json|markdown",
        description = "Layout. Default: text.")
    EvaluationFormat format = EvaluationFormat.TEXT;

    @Option(
        names = "--worst",
        paramLabel = "N",
        description = "Print the N worst sentences of each by chrF2. Default: none.")
    Integer worst;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description =
            "Write a page to look at: charts, worst and best sentences, systems side by side.")
    Path html;

    /** Refuses numbers below what they count. */
    void check() {
      if (width < 0) {
        throw CommandFailure.usage("--width " + width + ": decimals are 0 or more");
      }
      if (worst != null && worst < 0) {
        throw CommandFailure.usage("--worst " + worst + ": 0 or more sentences can be printed");
      }
    }
  }

  /** Evaluates in these surroundings. */
  EvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    List<NamedFiles> models =
        data.models.stream().map(model -> NamedFiles.of(List.of(model))).toList();
    requireSystems(models);
    if (configuration.dump) {
      opening(models.get(0)).dump();
      return ExitCode.DONE;
    }
    report.check();
    Scoring scoring =
        new Scoring(
            BleuOptions.defaults().withTokenizer(BleuTokenizer.of(report.tokenizer)), report.ter);
    EvaluationInputs inputs =
        EvaluationInputs.read(
            tests(), models, data.hypotheses.stream().map(NamedFiles::of).toList());
    TranslationFiles files = keptFiles(inputs);
    if (report.html != null) {
      FileSink.require(report.html);
    }
    List<SystemOutput> outputs = new ArrayList<>();
    for (NamedFiles model : models) {
      outputs.addAll(translate(model, inputs, files));
    }
    outputs.addAll(inputs.outputs());
    tell(evaluate(scoring, inputs, outputs));
    return ExitCode.DONE;
  }

  private void requireSystems(List<NamedFiles> models) {
    if (models.isEmpty() && data.hypotheses.isEmpty()) {
      throw CommandFailure.usage("evaluate needs --model DIR or --hypothesis FILE");
    }
    if (configuration.dump && models.size() != 1) {
      throw CommandFailure.usage(
          "--dump-config shows the settings of one model; " + models.size() + " were given");
    }
  }

  private List<NamedFiles> tests() {
    boolean single = data.source != null || !data.references.isEmpty();
    if (single && !data.tests.isEmpty()) {
      throw CommandFailure.usage(
          "--test and --source with --reference are two ways to name a test set; choose one");
    }
    if (!data.tests.isEmpty()) {
      return data.tests.stream().map(NamedFiles::of).toList();
    }
    if (data.source == null || data.references.isEmpty()) {
      throw CommandFailure.usage(
          "evaluate needs --source FILE and --reference FILE (or --test SOURCE REFERENCE)");
    }
    List<Path> files = new ArrayList<>(List.of(data.source));
    files.addAll(data.references);
    // The path made absolute: an equals sign in it is no name then.
    String name = NamedFiles.of(List.of(data.source.toAbsolutePath().toString())).name();
    return List.of(new NamedFiles(name, files));
  }

  private TranslationFiles keptFiles(EvaluationInputs inputs) throws IOException {
    int translations = inputs.models().size() * inputs.testSets().size();
    if (data.output != null && data.outputFolder != null) {
      throw CommandFailure.usage("--output and --output-dir both say where; choose one");
    }
    if (data.output != null && translations != 1) {
      throw CommandFailure.usage(
          String.format(
              "--output keeps one model's translation of one test set, but there are %d; use"
                  + " --output-dir DIR",
              translations));
    }
    if (data.output != null) {
      FileSink.require(data.output);
      return (system, set) -> data.output;
    }
    if (data.outputFolder == null) {
      return (system, set) -> null;
    }
    Files.createDirectories(data.outputFolder);
    return (system, set) -> data.outputFolder.resolve(set.name() + "." + system + ".txt");
  }

  /** Where a translation is kept. */
  private interface TranslationFiles {
    /** The file, or null if it is not kept. */
    Path of(String system, TestSet set);
  }

  private ModelOpening opening(NamedFiles model) {
    return new ModelOpening(
        shell, Library.Models.of(model.file()), configuration, search.settings());
  }

  private List<SystemOutput> translate(
      NamedFiles model, EvaluationInputs inputs, TranslationFiles files) throws IOException {
    List<SystemOutput> outputs = new ArrayList<>();
    try (Library.LineTranslator translator =
        opening(model).open(engine.options(0), search.longLines, workers.options())) {
      for (int i = 0; i < inputs.testSets().size(); i++) {
        TestSet set = inputs.testSets().get(i);
        CountingTranslator counting =
            new CountingTranslator(translator, inputs.sources().get(i).toString());
        long start = System.nanoTime();
        List<String> translations = translate(set.sources(), counting);
        double seconds = (System.nanoTime() - start) / 1e9;
        keep(translations, files.of(model.name(), set));
        outputs.add(new SystemOutput(model.name(), set, translations, OptionalDouble.of(seconds)));
      }
    }
    return outputs;
  }

  private List<String> translate(List<String> source, CountingTranslator translator) {
    List<String> translations = new ArrayList<>();
    try (LineProgress progress =
        general.quiet
            ? LineProgress.NONE
            : LineProgress.of(shell, "Translating", () -> source.size())) {
      for (int from = 0; from < source.size(); from += ReadAhead.WINDOW_LINES) {
        int to = Math.min(source.size(), from + ReadAhead.WINDOW_LINES);
        for (Translation translation : translator.translate(source.subList(from, to), from)) {
          translations.add(translation.text());
        }
        progress.reached(to);
      }
    }
    return translations;
  }

  private static void keep(List<String> lines, Path file) throws IOException {
    if (file == null) {
      return;
    }
    try (LineSink sink = LineSink.file(file)) {
      for (String line : lines) {
        sink.line(line);
      }
      sink.complete();
    }
  }

  /** Scores all of them, the systems of a test set one after the other. */
  private static List<Evaluation> evaluate(
      Scoring scoring, EvaluationInputs inputs, List<SystemOutput> outputs) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (TestSet set : inputs.testSets()) {
      Stream<SystemOutput> ofSet = outputs.stream().filter(output -> output.testSet() == set);
      evaluations.addAll(ofSet.map(scoring::evaluate).toList());
    }
    return evaluations;
  }

  /** The page first: whoever reads our output may have enough of it after a few lines. */
  private void tell(List<Evaluation> evaluations) throws IOException {
    if (report.html != null) {
      int extremes = report.worst == null || report.worst == 0 ? EXTREMES : report.worst;
      EvaluationHtml page = new EvaluationHtml(report.width, extremes, Version.line());
      keep(List.of(page.html(evaluations).stripTrailing()), report.html);
    }
    int worst = report.worst == null ? 0 : report.worst;
    shell.print(report.format.lines(evaluations, report.width, worst));
  }
}
