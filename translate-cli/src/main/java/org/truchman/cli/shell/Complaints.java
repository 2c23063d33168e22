package org.truchman.cli.shell;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.text.corpus.CorpusException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user in one line on standard error what went wrong, and chooses the exit code. */
public final class Complaints {
  private final Shell shell;

  /** Complains on the shell's standard error. */
  public Complaints(Shell shell) {
    this.shell = shell;
  }

  /** A command line that cannot be understood: what is wrong, what was perhaps meant, and help. */
  public int aboutUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    shell.say("truchman: " + oneLine(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    shell.say(
        "Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  public int about(Throwable failure, boolean stacktrace) {
    if (failure instanceof ClosedPipeException) {
      return ExitCode.DONE;
    }
    shell.say("truchman: " + oneLine(message(failure)));
    if (stacktrace || System.getenv("TRUCHMAN_DEBUG") != null) {
      failure.printStackTrace(shell.err());
    }
    return exitCode(failure);
  }

  private static int exitCode(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    if (failure instanceof CorpusException) {
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof InterruptedException) {
      return ExitCode.INTERRUPTED;
    }
    boolean usage =
        failure instanceof IllegalArgumentException && !isModelFailure(failure.getClass());
    return usage ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static boolean isModelFailure(Class<?> type) {
    return ModelFormatException.class.isAssignableFrom(type);
  }

  /** What happened, in words; the messages of Java's file exceptions are often a bare path. */
  static String message(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "out of memory ("
          + failure.getMessage()
          + "); give Java more with TRUCHMAN_OPTS=-Xmx4g, or use a smaller --batch-size";
    }
    if (failure instanceof UncheckedIOException wrapped
        && wrapped.getCause().toString().equals(wrapped.getMessage())) {
      return message(wrapped.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof FileSystemException other && other.getReason() != null) {
      return other.getFile() + ": " + other.getReason();
    }
    String own = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getName());
    return own + reason(failure, own);
  }

  /** The innermost cause, where the message itself is silent about it. */
  private static String reason(Throwable failure, String own) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    List<String> told = List.of(String.valueOf(root.getMessage()), root.toString());
    boolean silent = root != failure && told.stream().noneMatch(own::contains);
    return silent ? " (" + root + ")" : "";
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
