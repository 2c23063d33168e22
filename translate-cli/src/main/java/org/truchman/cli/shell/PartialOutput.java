package org.truchman.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.truchman.text.corpus.Utf8Lines;

/**
 * What an earlier run left of an output file.
 *
 * @param file the unfinished file
 * @param results lines of the input whose results are complete in it
 * @param bytes where the last of them ends
 * @param ragged whether a part of a result follows
 */
public record PartialOutput(Path file, long results, long bytes, boolean ragged) {
  /**
   * Looks at an unfinished file, and changes nothing.
   *
   * @param file may be missing, which leaves nothing done
   * @param lists whether a result is a list that ends with an empty line, and not one line
   */
  public static PartialOutput of(Path file, boolean lists) throws IOException {
    if (!Files.exists(file)) {
      return new PartialOutput(file, 0, 0, false);
    }
    long results = 0;
    long position = 0;
    long end = 0;
    boolean emptyLine = true;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          boolean lineFeed = buffer[i] == '\n';
          if (lineFeed && (emptyLine || !lists)) {
            results++;
            end = position + i + 1;
          }
          emptyLine = lineFeed;
        }
        position += count;
      }
    }
    return new PartialOutput(file, results, end, end < position);
  }

  /**
   * Skips the lines whose results are there.
   *
   * @throws CommandFailure with exit code 3 if the input has fewer lines
   */
  public void skip(Utf8Lines input) {
    while (input.lineNumber() < results && input.hasNext()) {
      input.next();
    }
    if (input.lineNumber() < results || (ragged && !input.hasNext())) {
      throw CommandFailure.badInput(
          String.format(
              Locale.ROOT,
              "%s has the results of %s%d lines, but %s has only %d lines; it belongs to another"
                  + " input: delete it, or leave --continue out",
              file,
              ragged ? "more than " : "",
              results,
              input.name(),
              input.lineNumber()));
    }
  }
}
