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
import org.truchman.seq2seq.LanguageModelRequest;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman lm train}: text in, a language model out. */
@Command(
    name = "train",
    description = {
      "Train a language model from text.",
      "Learns which pieces there are (words, subwords or characters), then to predict each from"
          + " those before, by truncated back-propagation through time; validates, and keeps the"
          + " best. Text files are UTF-8, plain or gzip; the end of a line is a piece, too."
    },
    customSynopsis = {
      "truchman lm train --train FILE --valid FILE -m MODEL [OPTIONS]",
      "       truchman lm train --resume -m MODEL"
    },
    footer = {
      "",
      "Ctrl-C stops after the current update, writes a snapshot and says how to resume. Exit code"
          + " 130."
    })
final class LmTrainCommand implements Callable<Integer> {
  /** Merges where the level asks for some and nobody says how many. */
  private static final int MERGES = 8000;

  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nModel:%n")
  TrainedModelFlags model = new TrainedModelFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nTraining:%n")
  TrainingFlags training = new TrainingFlags();

  @ArgGroup(validate = false, order = 4, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nAll other settings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 6, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Texts and what they are taken for. */
  static final class DataFlags {
    @Option(names = "--train", paramLabel = "FILE", description = "Text to learn from.")
    Path train;

    @Option(
        names = "--valid",
        paramLabel = "FILE",
        description = "Text that decides which state is best.")
    Path valid;

    @Option(
        names = "--level",
        paramLabel = "word|subword|character",
        description = "What is predicted one after the other (text.level). Default: word.")
    String level;

    @Option(
        names = "--merges",
        paramLabel = "N",
        description = "Subwords: merges to learn (text.bpeMerges). Default: 8000.")
    Integer merges;

    @Option(
        names = {"-l", "--language"},
        paramLabel = "CODE",
        description = "Language of the text, as in en (language). Default: und.")
    String language;
  }

  /** The network and how it learns. */
  static final class TrainingFlags extends CourseFlags {
    @Option(
        names = "--cell",
        paramLabel = "lstm|gru|rnn-tanh|rnn-relu",
        description = "The recurrent cell (model.cell). Default: lstm.")
    String cell;

    @Option(
        names = "--steps",
        paramLabel = "N",
        description =
            "Pieces that back-propagation goes through; 0 truncates nothing (training.steps).")
    Integer steps;

    @Option(
        names = "--dropout",
        paramLabel = "P",
        description = "Share of units dropped, never between steps (training.dropout).")
    Double dropout;

    @Option(
        names = "--batch-size",
        paramLabel = "N",
        description = "Rows of text that are read side by side (training.batchSize).")
    Integer batchSize;
  }

  /** Trains in these surroundings. */
  LmTrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (configuration.dump) {
      shell.print(List.of(LanguageModelJson.write(effective()).stripTrailing()));
      return ExitCode.DONE;
    }
    requireFlags();
    StopSignal stop = new StopSignal();
    LanguageModelRequest request = request(stop);
    new ModelFolder(model.directory).prepare(model.resume, model.overwrite);
    WatchedTraining watched = new WatchedTraining(shell, model.directory, general.quiet);
    TrainingOutcome outcome =
        watched.run(stop, listener -> shell.library().trainLanguageModel(request, listener));
    return outcome.interrupted()
        ? watched.tellInterrupted(outcome, "truchman lm train")
        : tellDone(outcome);
  }

  private void requireFlags() {
    if (model.directory == null) {
      throw CommandFailure.usage("lm train needs --model DIR");
    }
    model.requireOneWay();
    if ((data.train == null) != (data.valid == null)) {
      throw CommandFailure.usage("--train and --valid go together; give both");
    }
    if (data.train != null) {
      InputFiles.require(data.train);
      InputFiles.require(data.valid);
      return;
    }
    if (!model.resume) {
      throw CommandFailure.usage(
          "lm train needs --train FILE and --valid FILE (or --resume, which knows them)");
    }
    model.requireNoSettings(configuration.isGiven(), flags());
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    SearchFlags.put(flags, "language", data.language);
    SearchFlags.put(flags, "text.level", data.level);
    SearchFlags.put(flags, "text.bpeMerges", merges());
    SearchFlags.put(flags, "model.cell", training.cell);
    SearchFlags.put(flags, "training.steps", training.steps);
    SearchFlags.put(flags, "training.dropout", training.dropout);
    SearchFlags.put(flags, "training.batchSize", training.batchSize);
    training.addTo(flags);
    SearchFlags.put(flags, "training.threads", engine.threads);
    return flags;
  }

  /** Those given; where only the level was, a usual number. */
  private Integer merges() {
    boolean subwords = "subword".equalsIgnoreCase(data.level);
    return data.merges == null && subwords ? Integer.valueOf(MERGES) : data.merges;
  }

  private LanguageModelConfiguration effective() {
    return configuration.apply(LanguageModelConfiguration.defaults(), flags());
  }

  private LanguageModelRequest request(StopSignal stop) {
    LanguageModelConfiguration settings = data.train == null ? null : effective();
    EngineOptions options = engine.options(settings == null ? 0 : settings.training().threads());
    return new LanguageModelRequest(
        data.train, data.valid, model.directory, settings, options, model.resume, stop);
  }

  private int tellDone(TrainingOutcome outcome) throws IOException {
    if (!general.quiet) {
      shell.say(
          "Write with: truchman lm generate --model " + WatchedTraining.quoted(outcome.model()));
    }
    shell.print(
        List.of(
            String.format(
                Locale.ROOT,
                "%s: %d updates, %d epochs, %s; best validation perplexity %.2f",
                outcome.model(),
                outcome.updates(),
                outcome.epochs(),
                Clock.text(outcome.seconds()),
                outcome.bestPerplexity())));
    return ExitCode.DONE;
  }
}
