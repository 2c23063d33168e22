package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.FileSink;
import org.truchman.cli.shell.LineProgress;
import org.truchman.cli.shell.LineSink;
import org.truchman.cli.shell.Shell;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.Utf8Lines;
import picocli.CommandLine.Option;

/** Where a filter reads and writes: as many lines out as come in, in order, in constant memory. */
final class FilterStreams {
  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Read from this file, plain or gzip, instead of standard input.")
  Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to this file instead of standard output; it appears when it is complete.")
  Path output;

  @Option(
      names = "--on-invalid",
      paramLabel = "fail|replace",
      description =
          "Bytes that are not UTF-8: an error that names the place, or U+FFFD in their place."
              + " Default: fail.")
  InvalidText invalid = InvalidText.FAIL;

  /** Demands that input and output can be opened, before any work begins. */
  void check() {
    requireLines(invalid);
    if (input != null) {
      InputFiles.require(input);
    }
    if (output != null) {
      FileSink.require(output);
    }
  }

  /** Demands that no line is dropped, for as many come out as go in. */
  static void requireLines(InvalidText invalid) {
    if (invalid == InvalidText.DROP) {
      throw CommandFailure.usage(
          "--on-invalid drop would lose lines; fail and replace are allowed");
    }
  }

  /** Gives the result for a line. */
  interface LineWork {
    /**
     * The result.
     *
     * @param line the line
     * @param number its number, from 1
     */
    String apply(String line, long number);

    /** Work that heeds the text alone. */
    static LineWork of(UnaryOperator<String> work) {
      return (line, number) -> work.apply(line);
    }
  }

  /**
   * Works line by line. Whoever reads our output through a pipe gets each line as soon as its input
   * is there.
   *
   * @param work what is done to each line
   * @throws CorpusException naming file and line, if the input is malformed or the work refuses a
   *     line
   */
  void run(Shell shell, boolean quiet, LineWork work) throws IOException, InterruptedException {
    String name = InputFiles.name(input);
    long[] number = {0};
    runWindows(
        shell,
        quiet,
        window ->
            () -> window.stream().map(line -> result(work, line, ++number[0], name)).iterator());
  }

  /**
   * Works window by window, for work that is faster on many lines at once; else as {@link #run}.
   *
   * @param work gives as many results as there are lines
   */
  void runWindows(Shell shell, boolean quiet, Function<List<String>, Iterable<String>> work)
      throws IOException, InterruptedException {
    String name = InputFiles.name(input);
    Utf8Lines lines =
        input == null
            ? Utf8Lines.of(shell.in(), InputFiles.STDIN, invalid)
            : Utf8Lines.open(input, invalid);
    try (LineSink sink = output == null ? LineSink.standardOutput(shell) : LineSink.file(output);
        ReadAhead ahead = new ReadAhead(lines, input != null);
        LineProgress progress = progress(shell, quiet)) {
      long number = 0;
      for (List<String> window = ahead.window(); !window.isEmpty(); window = ahead.window()) {
        for (String result : work.apply(window)) {
          sink.line(result);
        }
        number += window.size();
        sink.flush();
        progress.reached(number);
      }
      sink.complete();
    }
  }

  private static String result(LineWork work, String line, long number, String name) {
    try {
      return work.apply(line, number);
    } catch (IllegalArgumentException e) {
      throw new CorpusException(name + ":" + number + ": " + e.getMessage(), e);
    }
  }

  private LineProgress progress(Shell shell, boolean quiet) {
    boolean mixesWithResults = output == null && shell.terminals().out();
    return quiet || mixesWithResults || input == null
        ? LineProgress.NONE
        : LineProgress.of(shell, "Lines", () -> InputFiles.count(input));
  }
}
