package org.truchman.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.truchman.cli.shell.Complaints;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.ProcessInterrupts;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.Terminals;
import org.truchman.cli.shell.TruchmanLibrary;
import org.truchman.cli.shell.Version;
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
    CommandLine line = commandLine(shell, arguments);
    try {
      return line.execute(arguments);
    } catch (Error e) { // out of memory, or a native library that does not fit
      boolean stacktrace = List.of(arguments).contains("--stacktrace");
      return new Complaints(shell).about(e, stacktrace);
    }
  }

  /** What makes each command, in the order in which the help shows them. */
  private static Map<String, Supplier<Object>> commands(Shell shell) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("prepare", () -> new PrepareCommand(shell));
    commands.put("train", () -> new TrainCommand(shell));
    commands.put("average", () -> new AverageCommand(shell));
    commands.put("export", () -> new ExportCommand(shell));
    commands.put("translate", () -> new TranslateCommand(shell));
    commands.put("rescore", () -> new RescoreCommand(shell));
    commands.put("evaluate", () -> new EvaluateCommand(shell));
    commands.put("score", () -> new ScoreCommand(shell));
    commands.put("inspect", () -> new InspectCommand(shell));
    commands.put("embed", () -> new EmbedCommand(shell));
    commands.put("lm", () -> languageModels(shell));
    commands.put("language", () -> languages(shell));
    commands.put("tokenize", () -> new TokenizeCommand(shell));
    commands.put("detokenize", () -> new DetokenizeCommand(shell));
    commands.put("learn-bpe", () -> new LearnBpeCommand(shell));
    commands.put("apply-bpe", () -> new ApplyBpeCommand(shell));
    commands.put("info", () -> new InfoCommand(shell));
    commands.put("completion", () -> new CompletionCommand(shell));
    return commands;
  }

  /** The commands of language models. */
  private static CommandLine languageModels(Shell shell) {
    return new CommandLine(new LmCommand())
        .addSubcommand("train", new LmTrainCommand(shell))
        .addSubcommand("perplexity", new LmPerplexityCommand(shell))
        .addSubcommand("generate", new LmGenerateCommand(shell));
  }

  /** The commands of language detectors. */
  private static CommandLine languages(Shell shell) {
    return new CommandLine(new LanguageCommand())
        .addSubcommand("train", new LanguageTrainCommand(shell))
        .addSubcommand("detect", new LanguageDetectCommand(shell));
  }

  /** The whole command line, its commands tied to these surroundings. */
  static CommandLine commandLine(Shell shell) {
    CommandLine line = new CommandLine(new RootCommand());
    commands(shell).forEach((name, command) -> line.addSubcommand(name, command.get()));
    return prepared(line.addSubcommand(new CommandLine.HelpCommand()), shell);
  }

  /** What these arguments need: where they begin with a command, that alone is built. */
  private static CommandLine commandLine(Shell shell, String... arguments) {
    Supplier<Object> only = arguments.length == 0 ? null : commands(shell).get(arguments[0]);
    if (only == null) {
      return commandLine(shell);
    }
    CommandLine line = new CommandLine(new RootCommand());
    return prepared(line.addSubcommand(arguments[0], only.get()), shell);
  }

  private static CommandLine prepared(CommandLine line, Shell shell) {
    complete(line);
    line.getSubcommands().values().forEach(Main::complete);
    // After files, however many, a flag that does not exist must not be taken for one more.
    CommandLine score = line.getSubcommands().get("score");
    if (score != null) {
      score.setUnmatchedOptionsAllowedAsOptionParameters(false);
    }
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
    command.getSubcommands().values().forEach(Main::complete);
  }

  private static boolean asksForTrace(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    return command.hasMatchedOption("--stacktrace");
  }
}
