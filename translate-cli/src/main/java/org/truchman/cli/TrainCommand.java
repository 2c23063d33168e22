package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.Clock;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.training.ModelFolder;
import org.truchman.cli.training.WatchedTraining;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.TrainingCorpus;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman train}: raw parallel text in, a model directory out. */
@Command(
    name = "train",
    description = {
      "Train a model from raw parallel text.",
      "Learns subwords and vocabulary, trains, validates, and keeps the best. Text files are UTF-8,"
          + " plain or gzip, one sentence a line, and line N of one is the translation of line N of"
          + " the other."
    },
    customSynopsis = {
      "truchman train --train FILE FILE --valid FILE FILE -m MODEL [OPTIONS]",
      "       truchman train --data DIR -m MODEL [OPTIONS]",
      "       truchman train --from MODEL --train FILE FILE --valid FILE FILE -m MODEL [OPTIONS]",
      "       truchman train --resume -m MODEL"
    },
    footer = {
      "",
      "Ctrl-C (or a termination signal) stops after the current update, writes a snapshot and says"
          + " how to resume; a second one stops at once and loses what was done since the last"
          + " snapshot. Exit code 130."
    })
final class TrainCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nModel:%n")
  TrainedModelFlags model = new TrainedModelFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nTraining:%n")
  ScheduleFlags schedule = new ScheduleFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nAll other settings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Corpora and their languages. */
  static final class DataFlags extends CorpusListFlags {
    @Option(
        names = "--valid",
        arity = "2",
        paramLabel = "FILE",
        description = "Source and target text that decides which state is best.")
    List<Path> valid;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "A corpus that 'truchman prepare' wrote, in place of --train and --valid; it decides"
                + " languages, text.* and training.maxLength.")
    Path prepared;

    @Option(
        names = "--from",
        paramLabel = "MODEL",
        description =
            "Fine-tune: begin with the weights of this model. Its languages, subwords and shape"
                + " are kept; how to train is said anew.")
    Path parent;

    /** Whether neither is given: what a snapshot names is meant. */
    boolean isStored() {
      return train.isEmpty() && prepared == null;
    }
  }

  /** How long to train. */
  static final class ScheduleFlags extends CourseFlags {
    @Option(
        names = "--batch-size",
        paramLabel = "N",
        description = "Sentence pairs in one update (training.batchSize).")
    Integer batchSize;
  }

  /** Trains in these surroundings. */
  TrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (configuration.dump) {
      shell.print(List.of(ConfigurationJson.write(effective()).stripTrailing()));
      return ExitCode.DONE;
    }
    requireFlags();
    Configuration settings = data.isStored() ? null : effective();
    StopSignal stop = new StopSignal();
    TrainingRequest request = request(settings, stop);
    new ModelFolder(model.directory).prepare(model.resume, model.overwrite);
    WatchedTraining training = new WatchedTraining(shell, model.directory, general.quiet);
    TrainingOutcome outcome =
        training.run(stop, listener -> shell.library().train(request, listener));
    return outcome.interrupted()
        ? training.tellInterrupted(outcome, "truchman train")
        : tellDone(outcome);
  }

  private void requireFlags() {
    if (model.directory == null) {
      throw CommandFailure.usage("train needs --model DIR");
    }
    model.requireOneWay();
    if (data.prepared != null && (!data.train.isEmpty() || data.valid != null)) {
      throw CommandFailure.usage(
          "--data holds training and validation text; leave --train and --valid out");
    }
    boolean needsText = !model.resume && data.prepared == null;
    if (needsText && (data.train.isEmpty() || data.valid == null)) {
      throw CommandFailure.usage(
          "train needs --train SOURCE TARGET and --valid SOURCE TARGET, or --data DIR"
              + " (or --resume, which knows them)");
    }
    if (data.train.isEmpty() != (data.valid == null)) {
      throw CommandFailure.usage("--train and --valid go together; give both");
    }
    data.requireCorpora();
    requireValid();
    requireOther();
    if (data.isStored()) {
      model.requireNoSettings(configuration.isGiven() || data.parent != null, flags());
    }
  }

  private void requireValid() {
    if (data.valid == null) {
      return;
    }
    if (data.valid.size() != 2) {
      throw CommandFailure.usage(
          "--valid was given "
              + data.valid.size()
              + " files; it takes two, source and target, once");
    }
    data.valid.forEach(InputFiles::require);
  }

  private void requireOther() {
    if (data.parent != null && whole(data.parent).equals(whole(model.directory))) {
      throw CommandFailure.usage(
          "--from and --model name the same directory, "
              + model.directory
              + "; choose another --model for the new one");
    }
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    SearchFlags.put(flags, "sourceLanguage", data.source);
    SearchFlags.put(flags, "targetLanguage", data.target);
    SearchFlags.put(flags, "training.batchSize", schedule.batchSize);
    schedule.addTo(flags);
    SearchFlags.put(flags, "training.threads", engine.threads);
    return flags;
  }

  private Configuration effective() {
    Configuration base = Configuration.defaults();
    if (data.prepared != null) {
      base = shell.library().decided(data.prepared, base);
    }
    if (data.parent != null) {
      base = shell.library().inherited(data.parent, base);
      CorpusTags.require(data.train, base, data.parent);
      requireLanguages(base);
    }
    Configuration settings = configuration.apply(base, flags());
    if (data.train.isEmpty() || data.parent != null) {
      return settings;
    }
    return LanguagePair.complete(
        CorpusTags.name(data.train, settings),
        data.train.get(0).files,
        data.valid,
        general.quiet ? line -> {} : shell::say);
  }

  /** Demands that files whose endings name languages name those of the model to begin with. */
  private void requireLanguages(Configuration inherited) {
    for (CorpusListFlags.Corpus corpus : data.train) {
      LanguagePair.requireFits(inherited, corpus.files, data.parent);
    }
    if (data.valid != null) {
      LanguagePair.requireFits(inherited, data.valid, data.parent);
    }
  }

  private TrainingRequest request(Configuration settings, StopSignal stop) {
    EngineOptions options = engine.options(settings == null ? 0 : settings.training().threads());
    if (data.prepared != null) {
      return TrainingRequest.ofPrepared(
              data.prepared, model.directory, settings, options, model.resume, stop)
          .withParent(data.parent);
    }
    boolean stored = data.isStored();
    return new TrainingRequest(
        data.train.stream()
            .map(c -> new TrainingCorpus(c.files.get(0), c.files.get(1), c.share()))
            .toList(),
        stored ? null : data.valid.get(0),
        stored ? null : data.valid.get(1),
        model.directory,
        settings,
        options,
        model.resume,
        stop,
        null,
        data.parent);
  }

  private int tellDone(TrainingOutcome outcome) throws IOException {
    if (!general.quiet) {
      shell.say(
          "Translate with: truchman translate --model " + WatchedTraining.quoted(outcome.model()));
    }
    shell.print(
        List.of(
            String.format(
                Locale.ROOT,
                "%s: %d updates, %d epochs, %s%s",
                outcome.model(),
                outcome.updates(),
                outcome.epochs(),
                Clock.text(outcome.seconds()),
                best(outcome))));
    return ExitCode.DONE;
  }

  private static String best(TrainingOutcome outcome) {
    if (Double.isInfinite(outcome.bestPerplexity())) {
      return ""; // it ended before the first validation
    }
    String perplexity =
        String.format(Locale.ROOT, "; best validation perplexity %.2f", outcome.bestPerplexity());
    return outcome.bestBleu() == null
        ? perplexity
        : perplexity + String.format(Locale.ROOT, ", BLEU %.1f", outcome.bestBleu());
  }
}
