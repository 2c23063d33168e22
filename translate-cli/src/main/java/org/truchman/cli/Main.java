package org.truchman.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program {@code truchman}. */
public final class Main {
  private static final int HELP_COLUMNS = 80;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line, without the program's name
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // libraries, too, must write 0.5 and not 0,5
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Shell shell =
        new Shell(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            err,
            Terminals.detect(),
            new ProcessInterrupts(),
            new TruchmanLibrary());
    System.exit(run(shell, arguments));
  }

  /**
   * Runs one command in these surroundings.
   *
   * @return the exit code, one of {@link ExitCode}
   */
  static int run(Shell shell, String... arguments) {
    CommandLine line = commandLine(shell);
    try {
      return line.execute(arguments);
    } catch (Error e) { // out of memory, or a native library that does not fit
      boolean stacktrace = List.of(arguments).contains("--stacktrace");
      return new Complaints(shell).about(e, stacktrace);
    }
  }

  /** The whole command line, its commands tied to these surroundings. */
  static CommandLine commandLine(Shell shell) {
    CommandLine line =
        new CommandLine(new RootCommand())
            .addSubcommand(new PrepareCommand(shell))
            .addSubcommand(new TrainCommand(shell))
            .addSubcommand(new TranslateCommand(shell))
            .addSubcommand(new EvaluateCommand(shell))
            .addSubcommand(new ScoreCommand(shell))
            .addSubcommand(new TokenizeCommand(shell))
            .addSubcommand(new DetokenizeCommand(shell))
            .addSubcommand(new LearnBpeCommand(shell))
            .addSubcommand(new ApplyBpeCommand(shell))
            .addSubcommand(new InfoCommand(shell))
            .addSubcommand(new CompletionCommand(shell))
            .addSubcommand(new CommandLine.HelpCommand());
    complete(line);
    line.getSubcommands().values().forEach(Main::complete);
    // After files, however many, a flag that does not exist must not be taken for one more.
    line.getSubcommands().get("score").setUnmatchedOptionsAllowedAsOptionParameters(false);
    Complaints complaints = new Complaints(shell);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // "@home" is text to translate, not a file of arguments
        .setUsageHelpWidth(HELP_COLUMNS)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(shell.terminals().out() ? Ansi.AUTO : Ansi.OFF))
        .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, arguments) -> complaints.aboutUsage(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> complaints.about(e, asksForTrace(parsed)));
  }

  /** Gives every command what only the program as a whole knows. */
  private static void complete(CommandLine command) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    command.getCommandSpec().versionProvider(new Version());
    usage.sortOptions(false);
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
  }

  private static boolean asksForTrace(CommandLine.ParseResult parsed) {
    return parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--stacktrace");
  }
}
