package org.truchman.cli.shell;

/** Ends a command with a message for the user and an exit code. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command line asks for something that cannot be; exit code 2. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** The input data are missing or malformed; exit code 3. */
  public static CommandFailure badInput(String message) {
    return badInput(message, null);
  }

  /** The input data are missing or malformed, as the cause found; exit code 3. */
  public static CommandFailure badInput(String message, Throwable cause) {
    return new CommandFailure(ExitCode.BAD_INPUT, message, cause);
  }

  /** The work failed, as the cause found; exit code 1. */
  static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCode.FAILED, message, cause);
  }

  /** The exit code to end with. */
  int exitCode() {
    return exitCode;
  }
}
