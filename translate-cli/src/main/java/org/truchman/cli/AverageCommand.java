package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman average}: one model out of several states of a training. */
@Command(
    name = "average",
    description = {
      "Make one model of several states of a training: the mean of each parameter.",
      "The states are model directories. A training keeps them where it is told to, with"
          + " --set training.keepCheckpoints=N."
    },
    customSynopsis = {
      "truchman average -m MODEL --last N -o DIR",
      "       truchman average -m MODEL --best N -o DIR",
      "       truchman average -o DIR STATE STATE..."
    },
    footer = {
      "",
      "Whether the mean is better, 'truchman evaluate' says; its scores are not those of any"
          + " state."
    })
final class AverageCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..*",
      paramLabel = "STATE",
      description = "Model directories of one training, at least two.")
  List<Path> states = new ArrayList<>();

  @ArgGroup(validate = false, order = 1, heading = "%nWhich states:%n")
  ChoiceFlags choice = new ChoiceFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nWhere the mean goes:%n")
  OutputFlags output = new OutputFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Which states of which training. */
  static final class ChoiceFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "The model whose training kept its states.")
    Path model;

    @Option(names = "--last", paramLabel = "N", description = "The N newest of them.")
    Integer last;

    @Option(
        names = "--best",
        paramLabel = "N",
        description = "The N best of them, by the score that the training stopped on.")
    Integer best;
  }

  /** What is written. */
  static final class OutputFlags {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "The model directory to write, which must not exist (required).")
    Path directory;
  }

  /** Averages in these surroundings. */
  AverageCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    requireFlags();
    List<Path> chosen = states.isEmpty() ? kept() : states;
    if (!general.quiet) {
      chosen.forEach(state -> shell.say("averaging " + state));
    }
    shell.library().average(chosen, output.directory);
    shell.print(List.of(output.directory + ": the mean of " + chosen.size() + " models"));
    return ExitCode.DONE;
  }

  private void requireFlags() {
    boolean counted = choice.last != null || choice.best != null;
    if (states.isEmpty() == (choice.model == null) || counted != (choice.model != null)) {
      throw CommandFailure.usage(
          "average needs either --model DIR with --last N or --best N, or the directories of at"
              + " least two models");
    }
    if (choice.last != null && choice.best != null) {
      throw CommandFailure.usage("--last and --best contradict each other; choose one");
    }
    if (counted && count() < 2) {
      throw CommandFailure.usage(
          (choice.last == null ? "--best " : "--last ") + count() + ": give 2 or more");
    }
    if (states.size() == 1) {
      throw CommandFailure.usage(states.get(0) + " alone has no mean; name at least two models");
    }
    if (output.directory == null) {
      throw CommandFailure.usage("average needs --output DIR");
    }
    if (Files.exists(output.directory)) {
      throw CommandFailure.usage(output.directory + ": is there already; choose another --output");
    }
  }

  private int count() {
    return choice.last == null ? choice.best : choice.last;
  }

  /** The states that the training kept; too few are an error, since the mean would be another. */
  private List<Path> kept() {
    List<Path> all = shell.library().checkpoints(choice.model, choice.best != null);
    if (all.size() < count()) {
      throw CommandFailure.usage(
          choice.model
              + ": has kept "
              + (all.isEmpty() ? "no states" : names(all))
              + ", not "
              + count()
              + "; ask for fewer, or train with --set training.keepCheckpoints="
              + count());
    }
    return all.subList(0, count());
  }

  private static String names(List<Path> states) {
    return states.stream()
        .map(state -> state.getFileName().toString())
        .collect(Collectors.joining(", "));
  }
}
