package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Interrupts;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.training.ModelFolder;
import org.truchman.seq2seq.LanguageDetectorRequest;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.training.TrainingListener;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman language train}: a language detector from text of known languages. */
@Command(
    name = "train",
    description = {
      "Train a language detector.",
      "Reads text of each language, UTF-8, plain or gzip; one line in 25 is held out to choose the"
          + " best state. It takes minutes and keeps no snapshots."
    },
    customSynopsis =
        "truchman language train --train CODE=FILE --train CODE=FILE... -m DIR [OPTIONS]")
final class LanguageTrainCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "CODE=FILE",
      description = "Text in a language, as in en=corpus.en; once for each language.")
  Map<String, Path> train = new LinkedHashMap<>();

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "The model directory to write.")
  Path model;

  @Option(names = "--overwrite", description = "Replace the model that DIR holds.")
  boolean overwrite;

  @ArgGroup(validate = false, order = 1, heading = "%nSettings:%n")
  ConfigurationFlags configuration = new ConfigurationFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Trains in these surroundings. */
  LanguageTrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (train.size() < 2) {
      throw CommandFailure.usage(
          "one language cannot be told from others; give --train CODE=FILE for at least two");
    }
    train.values().forEach(InputFiles::require);
    DetectorConfiguration settings =
        configuration.apply(
            DetectorConfiguration.defaults()
                .withLanguages(train.keySet().stream().sorted().toList()));
    if (configuration.dump) {
      shell.print(List.of(DetectorJson.write(settings).stripTrailing()));
      return ExitCode.DONE;
    }
    new ModelFolder(model).prepare(false, overwrite);
    OptionalDouble told = train(settings);
    if (told.isEmpty()) {
      shell.say("truchman: interrupted; begin anew with --overwrite");
      return ExitCode.INTERRUPTED;
    }
    shell.print(
        List.of(
            String.format(
                Locale.ROOT,
                "%s: tells %.2f %% of the held-out lines",
                model,
                100 * told.getAsDouble())));
    return ExitCode.DONE;
  }

  private OptionalDouble train(DetectorConfiguration settings) {
    StopSignal stop = new StopSignal();
    LanguageDetectorRequest request =
        new LanguageDetectorRequest(
            new TreeMap<>(train),
            model,
            settings,
            engine.options(settings.training().threads()),
            stop);
    Interrupts.Subscription signals = shell.interrupts().onInterrupt(stop::request);
    try (signals) {
      return shell.library().trainLanguageDetector(request, listener());
    }
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void message(String message) {
        if (!general.quiet) {
          shell.say(message);
        }
      }
    };
  }
}
