package org.truchman.cli.shell;

/** How a command hears Ctrl-C and termination signals. */
public interface Interrupts {
  /**
   * Calls {@code action} at the first signal, on a thread of its own, until the result is closed; a
   * second signal ends the process at once.
   */
  Subscription onInterrupt(Runnable action);

  /** Closing it gives the signals back their usual meaning. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
