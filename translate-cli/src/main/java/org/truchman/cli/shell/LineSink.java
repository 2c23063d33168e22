package org.truchman.cli.shell;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Takes result lines, UTF-8 and ended by LF on every system. What is not {@linkplain #complete
 * completed} before it is closed never looks like a complete output file.
 */
public abstract class LineSink implements Closeable {
  private final BufferedWriter writer;

  /** Writes the lines to a stream. */
  LineSink(OutputStream out) {
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  /** Lines on standard output as they come. */
  public static LineSink standardOutput(Shell shell) {
    return new StandardOutputSink(shell);
  }

  /** Lines on standard output, all at the end or none at all. */
  public static LineSink standardOutputAtEnd(Shell shell) throws IOException {
    return SpooledSink.open(shell);
  }

  /**
   * Lines in a file that appears when it is complete.
   *
   * @throws CommandFailure with exit code 2 if it cannot be a file
   */
  public static LineSink file(Path file) throws IOException {
    return FileSink.open(file);
  }

  /** Writes one line. */
  public final void line(String text) throws IOException {
    writer.write(text);
    writer.write('\n');
  }

  /** Hands on what was written, so that a waiting reader sees it. */
  public final void flush() throws IOException {
    writer.flush();
  }

  /** Says that all lines are written; they become visible now at the latest. */
  public final void complete() throws IOException {
    writer.flush();
    publish();
  }

  /** Makes the flushed lines visible. */
  abstract void publish() throws IOException;
}
