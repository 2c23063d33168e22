package org.truchman.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The surroundings of a command: streams, terminals, signals and the library that does the work.
 *
 * @param in standard input
 * @param out standard output, raw, so that a failed write is seen
 * @param err standard error, UTF-8
 * @param terminals which of the three are terminals
 * @param interrupts how Ctrl-C is heard
 * @param library what does the work
 */
public record Shell(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Terminals terminals,
    Interrupts interrupts,
    Library library) {

  /**
   * Prints result lines on standard output.
   *
   * @throws ClosedPipeException if its reader has gone
   * @throws IOException if it cannot be written, on a full disk say
   */
  public void print(Iterable<String> lines) throws IOException {
    try (LineSink sink = LineSink.standardOutput(this)) {
      for (String line : lines) {
        sink.line(line);
      }
      sink.complete();
    }
  }

  /** Says something to the user on standard error. */
  public void say(String line) {
    err.println(line);
  }
}
