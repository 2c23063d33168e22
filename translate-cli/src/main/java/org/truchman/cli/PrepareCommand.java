package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Interrupts;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.training.PreparationReport;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationDifference;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.data.prepared.Shuffling;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman prepare}: raw parallel text in, a folder to train from out. */
@Command(
    name = "prepare",
    description = {
      "Filter and index parallel text once, to train from it as often as wanted.",
      "Learns subwords and vocabulary, and writes a folder for 'truchman train --data'. Memory does"
          + " not grow with the corpus. Text files are UTF-8, plain or gzip."
    },
    customSynopsis = {
      "truchman prepare --train FILE FILE --valid FILE FILE -o DIR [OPTIONS]",
      "       truchman prepare --from MODEL --train FILE FILE --valid FILE FILE -o DIR [OPTIONS]",
      "       truchman prepare --train-tsv FILE --valid-tsv FILE -s CODE -t CODE -o DIR [OPTIONS]"
    },
    footer = {
      "",
      "DIR/report.txt and DIR/report.json say what was dropped and why. DIR appears when all is"
          + " done; Ctrl-C leaves nothing behind (exit code 130)."
    })
final class PrepareCommand implements Callable<Integer> {
  private static final List<String> OWN_SETTINGS =
      List.of("sourceLanguage", "targetLanguage", "training.maxLength", "training.seed");

  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nWhich pairs are kept:%n")
  FilterFlags filter = new FilterFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nHow it is done:%n")
  WorkFlags work = new WorkFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nSettings of the text pipeline:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** What is read and written. */
  static final class DataFlags extends CorpusListFlags {
    @Option(
        names = "--train-tsv",
        paramLabel = "FILE",
        description =
            "Text to learn from in columns separated by tabs; repeatable. - is standard input.")
    List<Path> trainTsv = new ArrayList<>();

    @Option(
        names = "--valid",
        arity = "2",
        paramLabel = "FILE",
        description = "Source and target text that will decide which state is best.")
    List<Path> valid = new ArrayList<>();

    @Option(names = "--valid-tsv", paramLabel = "FILE", description = "The same in columns.")
    Path validTsv;

    @Option(
        names = "--columns",
        split = ",",
        paramLabel = "S,T",
        description = "Columns of source and target in files of columns. Default: 1,2.")
    List<Integer> columns = new ArrayList<>();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "The folder to write (required).")
    Path output;

    @Option(
        names = "--from",
        paramLabel = "MODEL",
        description =
            "Take the languages and subwords of this model, to fine-tune it with 'truchman train"
                + " --from MODEL --data DIR'.")
    Path parent;

    @Option(names = "--overwrite", description = "Replace the prepared corpus that DIR holds.")
    boolean overwrite;

    @Option(
        names = "--rejected",
        paramLabel = "FILE",
        description =
            "Write the pairs that are not kept: reason, file, line, source, target, by tabs.")
    Path rejected;
  }

  /** Order, subwords and threads. */
  static final class WorkFlags {
    @Option(
        names = "--shuffle",
        paramLabel = "auto|always|never",
        description =
            "Whether pairs are brought into random order; auto does it with more than a million"
                + " pairs, since fewer are shuffled by each epoch. Default: auto.")
    Shuffling shuffling = Shuffling.AUTO;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Seed of everything random (training.seed).")
    Long seed;

    @Option(
        names = "--learn-pairs",
        paramLabel = "N",
        description =
            "Learn subwords and vocabulary from N pairs at most, chosen at random. Default:"
                + " 1000000.")
    int learnPairs = PreparationRequest.Options.LEARN_PAIRS;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Threads; the result does not depend on them. Default: all processors.")
    Integer threads;
  }

  /** Prepares in these surroundings. */
  PrepareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    requireFlags();
    Configuration settings = settings();
    if (configuration.dump) {
      shell.print(List.of(ConfigurationJson.write(settings).stripTrailing()));
      return ExitCode.DONE;
    }
    requireOutput();
    StopSignal stop = new StopSignal();
    Optional<String> done = prepared(settings, stop);
    if (done.isEmpty()) {
      shell.say("truchman: interrupted; nothing was written");
      return ExitCode.INTERRUPTED;
    }
    if (!general.quiet) {
      shell.say("What was dropped and why: " + data.output.resolve("report.txt"));
      String parent = data.parent == null ? "" : "--from " + data.parent + " ";
      shell.say("Train with: truchman train " + parent + "--data " + data.output + " --model DIR");
    }
    shell.print(List.of(done.get()));
    return ExitCode.DONE;
  }

  private Optional<String> prepared(Configuration settings, StopSignal stop) {
    if (filter.detector == null) {
      return prepare(request(settings, null), stop);
    }
    try (Library.LineDetector open =
        shell.library().detector(filter.detector, EngineOptions.defaults())) {
      return prepare(request(settings, open), stop);
    }
  }

  private void requireFlags() {
    filter.requireDetector();
    if (data.train.isEmpty() && data.trainTsv.isEmpty()) {
      throw CommandFailure.usage("prepare needs --train SOURCE TARGET or --train-tsv FILE");
    }
    if (data.valid.isEmpty() == (data.validTsv == null)) {
      throw CommandFailure.usage(
          "prepare needs either --valid SOURCE TARGET or --valid-tsv FILE, once");
    }
    if (data.valid.size() > 2) {
      throw CommandFailure.usage("--valid takes two files, source and target, once");
    }
    boolean tsv = !data.trainTsv.isEmpty() || data.validTsv != null;
    if (!data.columns.isEmpty() && (data.columns.size() != 2 || !tsv)) {
      throw CommandFailure.usage(
          "--columns takes two numbers, as in 1,2, and needs --train-tsv or --valid-tsv");
    }
    data.requireCorpora();
    requireOrder();
    data.valid.forEach(InputFiles::require);
    data.trainTsv.stream().filter(file -> !isStandardInput(file)).forEach(InputFiles::require);
    if (data.validTsv != null) {
      InputFiles.require(data.validTsv);
    }
    if (data.trainTsv.stream().filter(PrepareCommand::isStandardInput).count() > 1) {
      throw CommandFailure.usage("--train-tsv - (standard input) can be read once");
    }
    for (String key : configuration.settings.keySet()) {
      if (!key.startsWith("text.") && !OWN_SETTINGS.contains(key)) {
        throw CommandFailure.usage(
            "--set "
                + key
                + " says nothing to prepare, which reads text.* and "
                + String.join(", ", OWN_SETTINGS)
                + "; give it to train");
      }
    }
  }

  private void requireOrder() {
    boolean weighted = data.train.stream().anyMatch(corpus -> corpus.share().weight() != 1);
    if (weighted && work.shuffling == Shuffling.ALWAYS) {
      throw CommandFailure.usage(
          "--shuffle always and --weight contradict each other: corpora with weights lie one behind"
              + " the other, and each epoch mixes them; leave --shuffle out");
    }
  }

  private void requireOutput() {
    if (data.output == null) {
      throw CommandFailure.usage("prepare needs --output DIR");
    }
    if (!Files.exists(data.output)) {
      return;
    }
    if (!PreparedCorpus.isPresent(data.output)) {
      throw CommandFailure.usage(
          data.output + ": is there and no prepared corpus; choose another --output");
    }
    if (!data.overwrite) {
      throw CommandFailure.usage(
          data.output
              + ": holds a prepared corpus already; replace it with --overwrite, or choose another"
              + " --output");
    }
  }

  private static boolean isStandardInput(Path file) {
    return file.toString().equals("-");
  }

  private Configuration settings() {
    Map<String, String> flags = new LinkedHashMap<>();
    SearchFlags.put(flags, "sourceLanguage", data.source);
    SearchFlags.put(flags, "targetLanguage", data.target);
    SearchFlags.put(flags, "training.maxLength", filter.maxLength);
    SearchFlags.put(flags, "training.seed", work.seed);
    Configuration base = Configuration.defaults();
    if (data.parent != null) {
      base = shell.library().inherited(data.parent, base);
      CorpusTags.require(data.train, base, data.parent);
      for (CorpusListFlags.Corpus corpus : data.train) {
        LanguagePair.requireFits(base, corpus.files, data.parent);
      }
      Configuration settings = configuration.apply(base, flags);
      requireInherited(base, settings);
      return settings;
    }
    Configuration settings = CorpusTags.name(data.train, configuration.apply(base, flags));
    if (data.train.isEmpty()) {
      requireLanguages(settings);
      return settings;
    }
    return LanguagePair.complete(
        settings,
        data.train.get(0).files,
        data.valid.isEmpty() ? null : data.valid,
        general.quiet ? line -> {} : shell::say);
  }

  private void requireInherited(Configuration inherited, Configuration settings) {
    List<String> other =
        ConfigurationDifference.between(inherited, settings).stream()
            .map(ConfigurationDifference::key)
            .filter(key -> key.startsWith("text.") || key.endsWith("Language"))
            .toList();
    if (!other.isEmpty()) {
      throw CommandFailure.usage(
          "with --from, "
              + String.join(", ", other)
              + " must stay as "
              + data.parent
              + " has it; leave it out, or prepare without --from");
    }
  }

  private static void requireLanguages(Configuration settings) {
    String undetermined = Configuration.defaults().sourceLanguage();
    if (settings.sourceLanguage().equals(undetermined)
        || settings.targetLanguage().equals(undetermined)) {
      throw CommandFailure.usage("files of columns name no languages: give -s CODE and -t CODE");
    }
  }

  private PreparationRequest request(Configuration settings, Library.LineDetector detector) {
    int threads = work.threads == null ? Runtime.getRuntime().availableProcessors() : work.threads;
    return new PreparationRequest(
        new CorpusCleaning(
            sources(),
            filter.invalid,
            filter.rules(settings),
            filter.language(settings, detector),
            filter.duplicates,
            threads),
        data.validTsv == null
            ? new CorpusSource.TwoFiles(data.valid.get(0), data.valid.get(1))
            : new CorpusSource.Tsv(data.validTsv, columns()),
        data.output,
        settings,
        new PreparationRequest.Options(
            work.shuffling, work.learnPairs, data.overwrite, data.rejected),
        shares(),
        data.parent == null ? null : shell.library().text(data.parent));
  }

  private List<CorpusShare> shares() {
    List<CorpusShare> shares =
        new ArrayList<>(data.train.stream().map(CorpusListFlags.Corpus::share).toList());
    data.trainTsv.forEach(file -> shares.add(CorpusShare.PLAIN));
    return shares;
  }

  private List<CorpusSource> sources() {
    List<CorpusSource> sources = new ArrayList<>();
    for (CorpusListFlags.Corpus corpus : data.train) {
      sources.add(new CorpusSource.TwoFiles(corpus.files.get(0), corpus.files.get(1)));
    }
    for (Path file : data.trainTsv) {
      sources.add(
          isStandardInput(file)
              ? new CorpusSource.TsvStream(shell.in(), InputFiles.STDIN, columns())
              : new CorpusSource.Tsv(file, columns()));
    }
    return sources;
  }

  private CorpusSource.Columns columns() {
    return data.columns.isEmpty()
        ? CorpusSource.Columns.FIRST_TWO
        : new CorpusSource.Columns(data.columns.get(0), data.columns.get(1));
  }

  private Optional<String> prepare(PreparationRequest request, StopSignal stop) {
    Runnable onInterrupt =
        () -> {
          shell.say("");
          shell.say("truchman: stopping");
          stop.request();
        };
    Interrupts.Subscription signals = shell.interrupts().onInterrupt(onInterrupt);
    try (signals;
        PreparationReport report = new PreparationReport(shell, general.quiet)) {
      return shell.library().prepare(request, report, stop);
    }
  }
}
