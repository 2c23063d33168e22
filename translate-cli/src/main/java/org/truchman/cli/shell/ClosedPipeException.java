package org.truchman.cli.shell;

import java.io.IOException;

/** Standard output is a pipe whose reader has gone, as {@code head} goes when it has enough. */
final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Wraps the system's own complaint. */
  ClosedPipeException(IOException cause) {
    super("nobody reads standard output any more", cause);
  }
}
