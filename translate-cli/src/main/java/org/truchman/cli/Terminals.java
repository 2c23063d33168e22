package org.truchman.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Which standard streams are terminals.
 *
 * @param in whether a person types the input
 * @param out whether a person reads the results
 * @param err whether a person reads the messages, so that a progress bar may be drawn
 */
record Terminals(boolean in, boolean out, boolean err) {
  /** No stream is a terminal. */
  static final Terminals NONE = new Terminals(false, false, false);

  /** Property in which the launcher names the descriptors that are terminals: {@code "0 2"}. */
  static final String PROPERTY = "truchman.terminals";

  /**
   * Asks, in this order, the launcher (which has {@code test -t}), Linux's {@code /proc}, and Java's
   * console. The last knows only about input and output together.
   */
  static Terminals detect() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return of(told);
    }
    Path descriptors = Path.of("/proc/self/fd");
    if (Files.isDirectory(descriptors)) {
      return inProc(descriptors);
    }
    boolean console = consoleIsTerminal(System.console());
    return new Terminals(console, console, console);
  }

  /** Reads the launcher's list of descriptors, separated by blanks or commas. */
  static Terminals of(String descriptors) {
    return new Terminals(
        descriptors.contains("0"), descriptors.contains("1"), descriptors.contains("2"));
  }

  /** Looks where the links of a process's descriptors point. */
  static Terminals inProc(Path descriptors) {
    return new Terminals(
        isTerminal(descriptors.resolve("0")),
        isTerminal(descriptors.resolve("1")),
        isTerminal(descriptors.resolve("2")));
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException closed) {
      return false; // a closed descriptor has no link, and is no terminal
    }
  }

  /** Whether standard output is a pipe, where Linux's {@code /proc} can tell. */
  static boolean outIsPipe() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1"))
          .toString()
          .toLowerCase(Locale.ROOT)
          .startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
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
