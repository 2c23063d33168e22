package org.truchman.text.subword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A file that is read as a whole, and named where something is wrong with it. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Reads and parses it.
   *
   * @throws IllegalArgumentException if the parser throws one; the message names the file, too
   * @throws UncheckedIOException if it cannot be read
   */
  static <T> T parsed(Path file, Function<byte[], T> parser) {
    try {
      return parser.apply(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
