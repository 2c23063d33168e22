package org.truchman.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines in a temporary file, copied to standard output when all is well: all of them or none. */
final class SpooledSink extends LineSink {
  private final Shell shell;
  private final Path spool;
  private final OutputStream out;

  private SpooledSink(Shell shell, Path spool, OutputStream out) {
    super(out);
    this.shell = shell;
    this.spool = spool;
    this.out = out;
  }

  /** Begins a spool in the system's folder for temporary files. */
  static SpooledSink open(Shell shell) throws IOException {
    Path spool = Files.createTempFile("truchman-", ".txt");
    spool.toFile().deleteOnExit();
    return new SpooledSink(shell, spool, Files.newOutputStream(spool));
  }

  @Override
  void publish() throws IOException {
    out.close();
    OutputStream stdout = StandardOutputSink.watched(shell);
    Files.copy(spool, stdout);
    stdout.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(spool);
  }
}
