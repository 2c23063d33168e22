package org.truchman.cli.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the standard streams are.
 *
 * @param in whether a person types the input
 * @param out whether a person reads the results
 * @param err whether a person reads the messages, so that a progress bar may be drawn
 * @param pipe whether results go into a pipe, whose reader may leave
 */
public record Terminals(boolean in, boolean out, boolean err, boolean pipe) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Property in which the launcher names the descriptors that are terminals: {@code "0 2"}. */
  static final String PROPERTY = "truchman.terminals";

  /**
   * Asks, in this order, the launcher (which has {@code test -t}), Linux's {@code /proc}, and
   * Java's console. The last knows only about input and output together.
   */
  public static Terminals detect() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return of(told);
    }
    if (Files.isDirectory(DESCRIPTORS)) {
      return inProc(DESCRIPTORS);
    }
    boolean console = consoleIsTerminal(System.console());
    return new Terminals(console, console, console, false);
  }

  /** Reads the launcher's list of descriptors, separated by blanks or commas. */
  static Terminals of(String descriptors) {
    return new Terminals(
        descriptors.contains("0"),
        descriptors.contains("1"),
        descriptors.contains("2"),
        inProc(DESCRIPTORS).pipe());
  }

  /** Looks where the links of a process's descriptors point; where there are none, to nothing. */
  static Terminals inProc(Path descriptors) {
    return new Terminals(
        isTerminal(target(descriptors.resolve("0"))),
        isTerminal(target(descriptors.resolve("1"))),
        isTerminal(target(descriptors.resolve("2"))),
        target(descriptors.resolve("1")).startsWith("pipe:"));
  }

  private static boolean isTerminal(String target) {
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException | UnsupportedOperationException closed) {
      return ""; // a closed descriptor has no link, and is neither terminal nor pipe
    }
  }

  /** Up to Java 21 a console is a terminal; since 22 there always is one, and it must be asked. */
  private static boolean consoleIsTerminal(Console console) {
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("java.io.Console.isTerminal is missing in Java 22+", missing);
    }
  }
}
