package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.Version;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman info}: versions, libraries and devices, or a model's card. */
@Command(
    name = "info",
    description = {
      "Show versions, libraries and devices, or what a model is.",
      "Without a model directory: versions, the libraries that were found, and the devices that"
          + " they see."
    },
    customSynopsis = {"truchman info [OPTIONS] [DIR]"})
final class InfoCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "A model directory.")
  Path model;

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to show:%n")
  ShowFlags show = new ShowFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** What to show. */
  static final class ShowFlags {
    @Option(
        names = "--devices",
        description = "Only the engine: its library and the devices; with DIR, after its card.")
    boolean devices;
  }

  /** Prints in these surroundings. */
  InfoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (model != null) {
      shell.print(shell.library().card(model));
    } else if (!show.devices) {
      shell.print(versions()); // first, for the engine may fail, and then they are wanted
    }
    if (model == null || show.devices) {
      shell.print(shell.library().engine(engine.options(0)));
    }
    return ExitCode.DONE;
  }

  private static List<String> versions() throws IOException {
    return List.of(
        Version.line(),
        "java " + property("java.version") + ", " + property("java.vendor"),
        property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
