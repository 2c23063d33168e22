package org.truchman.cli;

import org.truchman.cli.shell.Interrupts;

/** Lets a test press Ctrl-C. */
final class FakeInterrupts implements Interrupts {
  private Runnable action;
  int closed;

  @Override
  public Subscription onInterrupt(Runnable first) {
    action = first;
    return () -> closed++;
  }

  /** The first Ctrl-C. */
  void press() {
    action.run();
  }
}
