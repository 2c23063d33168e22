package org.truchman.seq2seq.checkpoint;

/**
 * Says that a model directory or a snapshot is missing, incomplete, damaged or of another format
 * version. The message names the file, what was expected, what was found and what to do.
 */
public final class ModelFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what, where, expected, found, and what to do
   */
  public ModelFormatException(String message) {
    super(message);
  }

  /**
   * Makes the exception with its cause.
   *
   * @param message what, where, expected, found, and what to do
   * @param cause what was caught
   */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
