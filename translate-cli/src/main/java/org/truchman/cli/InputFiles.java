package org.truchman.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.text.corpus.Utf8Lines;

/** Looks at input files before any long work begins. */
final class InputFiles {
  private InputFiles() {}

  /**
   * Demands that a file can be read.
   *
   * @throws CommandFailure with exit code 3 that says why not
   */
  static void require(Path file) {
    if (Files.notExists(file)) {
      throw CommandFailure.badInput(file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      throw CommandFailure.badInput(file + ": is a directory; a text file is needed");
    }
    if (!Files.isReadable(file)) {
      throw CommandFailure.badInput(file + ": permission denied");
    }
  }

  /** Reads all lines of a file, plain or gzip. */
  static List<String> lines(Path file) {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      return rest(lines);
    }
  }

  /** Reads all lines that are left. */
  static List<String> rest(Utf8Lines lines) {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add);
    return all;
  }

  /** Counts the lines of a file, plain or gzip, in constant memory. */
  static long count(Path file) {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (lines.hasNext()) {
        lines.next();
      }
      return lines.lineNumber();
    }
  }
}
