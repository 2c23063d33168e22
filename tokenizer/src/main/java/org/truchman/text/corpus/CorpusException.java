package org.truchman.text.corpus;

/** Bad input data: the message names the file, the place in it, and what is allowed there. */
public final class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells what is wrong with the data.
   *
   * @param message what, where and what is allowed
   */
  public CorpusException(String message) {
    super(message);
  }

  /**
   * Tells what is wrong with the data, and what brought it to light.
   *
   * @param message what, where and what is allowed
   * @param cause the failure underneath
   */
  public CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
