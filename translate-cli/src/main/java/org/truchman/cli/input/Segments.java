package org.truchman.cli.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.metrics.tokens.PythonText;

/** Reads the lines that are scored, as sacreBLEU does: white space at their ends does not count. */
public final class Segments {
  private Segments() {}

  /** Reads a file, plain or gzip. */
  static List<String> of(Path file) {
    return trimmed(InputFiles.lines(file));
  }

  /**
   * Reads sets of references.
   *
   * @param files one for each set
   * @param name of what they are compared with, in messages
   * @param expected lines that each must have
   * @throws CommandFailure with exit code 3 if one has another number of lines, naming both
   */
  static List<List<String>> references(List<Path> files, String name, int expected) {
    List<List<String>> sets = new ArrayList<>();
    for (Path file : files) {
      List<String> set = of(file);
      requireSameSize(name, expected, file.toString(), set.size());
      sets.add(set);
    }
    return sets;
  }

  /** Demands that two inputs have the same number of lines, and at least one. */
  public static void requireSameSize(String first, int firstLines, String second, int secondLines) {
    if (firstLines != secondLines) {
      throw CommandFailure.badInput(
          String.format(
              "%s has %d lines, but %s has %d; line N of one belongs to line N of the other",
              first, firstLines, second, secondLines));
    }
    if (firstLines == 0) {
      throw CommandFailure.badInput(first + " and " + second + " are empty; nothing to score");
    }
  }

  private static List<String> trimmed(List<String> lines) {
    return lines.stream().map(PythonText::rstrip).toList();
  }
}
