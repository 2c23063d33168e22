package org.truchman.seq2seq;

/** Asks a training to write a snapshot and stop. */
public final class StopSignal {
  private volatile boolean requested;

  /** Asks for the stop. */
  public void request() {
    requested = true;
  }

  /** Whether the stop was asked for. */
  public boolean requested() {
    return requested;
  }
}
