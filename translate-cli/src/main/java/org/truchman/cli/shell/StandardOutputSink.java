package org.truchman.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Lines on standard output as they come. */
public final class StandardOutputSink extends LineSink {
  private final Shell shell;

  /** Writes to the shell's standard output, which stays open. */
  StandardOutputSink(Shell shell) {
    super(watched(shell));
    this.shell = shell;
  }

  /** The shell's standard output, whose failures say whether a pipe was closed. */
  public static OutputStream watched(Shell shell) {
    return new FilterOutputStream(shell.out()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw explained(e, shell);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          throw explained(e, shell);
        }
      }
    };
  }

  /** A pipe fails only when its reader goes; the system's message may be in any language. */
  private static IOException explained(IOException e, Shell shell) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("pipe") || shell.terminals().pipe()
        ? new ClosedPipeException(e)
        : new IOException("standard output: " + e.getMessage(), e);
  }

  @Override
  void publish() throws IOException {
    shell.out().flush();
  }

  @Override
  public void close() {
    // standard output belongs to the process
  }
}
