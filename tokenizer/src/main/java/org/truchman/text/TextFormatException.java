package org.truchman.text;

/** A saved text pipeline that cannot be read: incomplete, damaged, or of another format. */
public final class TextFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells which file is wrong and how.
   *
   * @param message the file, what is wrong with it, and what is needed
   */
  public TextFormatException(String message) {
    super(message);
  }

  /**
   * Tells which file is wrong and how.
   *
   * @param message the file, what is wrong with it, and what is needed
   * @param cause the failure underneath
   */
  public TextFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
