package org.truchman.cli.translation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.text.corpus.Utf8Lines;

/**
 * Reads n-best lists as {@code translate --n-best} writes them: lines {@code text ||| score}, and
 * an empty line behind the list of each source line. The text may have bars of its own: the last
 * ones divide.
 */
public final class NBestLists implements AutoCloseable {
  /** What stands between text and score. */
  public static final String BARS = " ||| ";

  private final Utf8Lines lines;

  /**
   * One entry.
   *
   * @param text the translation
   * @param line the whole line
   */
  public record Entry(String text, String line) {}

  /** Opens a file, plain or gzip. */
  public NBestLists(Path file) {
    lines = Utf8Lines.open(file);
  }

  /** Whether there is another list. */
  public boolean hasNext() {
    return lines.hasNext();
  }

  /**
   * Reads the list of the next source line, at least one entry.
   *
   * @throws CommandFailure with exit code 3, naming the line, if it is no such list
   */
  public List<Entry> next() {
    List<Entry> entries = new ArrayList<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      entries.add(entry(line));
    }
    if (entries.isEmpty()) {
      throw bad("an empty list; a list has at least one line \"text ||| score\"");
    }
    return entries;
  }

  private Entry entry(String line) {
    int bars = line.lastIndexOf(BARS);
    if (bars < 0 || !isNumber(line.substring(bars + BARS.length()))) {
      throw bad("no line of an n-best list; it looks like \"text ||| score\", as translate writes");
    }
    return new Entry(line.substring(0, bars), line);
  }

  private static boolean isNumber(String text) {
    try {
      return !text.isBlank() && Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private CommandFailure bad(String what) {
    return CommandFailure.badInput(lines.name() + ":" + lines.lineNumber() + ": " + what);
  }

  /** Counts this list and all that follow. */
  public long countRest(long before) {
    long count = before;
    while (hasNext()) {
      next();
      count++;
    }
    return count;
  }

  /** The name of the file. */
  public String name() {
    return lines.name();
  }

  @Override
  public void close() {
    lines.close();
  }
}
