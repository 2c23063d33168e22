package org.truchman.seq2seq;

/**
 * Thrown to a caller who was interrupted while waiting for a translation. The thread's interrupt
 * flag is set again, and none of the caller's sentences wait any more.
 */
public final class TranslationInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps where the caller waited. */
  public TranslationInterruptedException(InterruptedException cause) {
    super("interrupted while waiting for a translation", cause);
  }
}
