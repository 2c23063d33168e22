package org.truchman.cli.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.text.corpus.Utf8Lines;

/** Looks at input files before any long work begins. */
public final class InputFiles {
  /** The name of standard input in messages. */
  public static final String STDIN = "<stdin>";

  private InputFiles() {}

  /**
   * The name of an input in messages.
   *
   * @param file null is standard input
   */
  public static String name(Path file) {
    return file == null ? STDIN : file.toString();
  }

  /**
   * Demands that a file can be read.
   *
   * @throws CommandFailure with exit code 3 that says why not
   */
  public static void require(Path file) {
    if (Files.notExists(file)) {
      throw CommandFailure.badInput(file + ": no such file" + remedy(file));
    }
    if (Files.isDirectory(file)) {
      throw CommandFailure.badInput(file + ": is a directory; a text file is needed");
    }
    if (!Files.isReadable(file)) {
      throw CommandFailure.badInput(file + ": permission denied");
    }
  }

  /** How to get a file of a corpus that recipes are for. */
  private static String remedy(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String corpus =
        folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
    return switch (corpus) {
      case "tatoeba-en-de", "tatoeba-en-fr" ->
          "; fetch this corpus with: scripts/corpus " + corpus + " --to " + folder;
      case "multi30k" -> "; README, section Corpora, says where to get this corpus";
      default -> "";
    };
  }

  /** Reads all lines of a file, plain or gzip. */
  public static List<String> lines(Path file) {
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
  public static long count(Path file) {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (lines.hasNext()) {
        lines.next();
      }
      return lines.lineNumber();
    }
  }
}
