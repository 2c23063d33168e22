package org.truchman.text.corpus;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Two text files of which line i of one is the translation of line i of the other, as one stream;
 * or two columns of one file.
 *
 * <p>Can be walked once, in constant memory. That both files have the same number of lines is known
 * only at the end; whoever stops before never learns it.
 *
 * <pre>{@code
 * try (ParallelCorpus corpus = ParallelCorpus.open(Path.of("train.en"), Path.of("train.de"))) {
 *   for (SentencePair pair : corpus) { ... }
 * }
 * }</pre>
 */
public final class ParallelCorpus implements Iterable<SentencePair>, AutoCloseable {
  private final Utf8Lines source;
  private final Utf8Lines target;
  private final CorpusSource.Columns columns;
  private boolean taken;

  private ParallelCorpus(Utf8Lines source, Utf8Lines target, CorpusSource.Columns columns) {
    this.source = source;
    this.target = target;
    this.columns = columns;
  }

  /**
   * Opens both files, plain or gzip, and reads the first line of each.
   *
   * @param sourceFile the source side
   * @param targetFile the target side
   * @return the pairs; the caller closes them
   * @throws CorpusException if a file is missing, a directory, empty or unreadable
   */
  public static ParallelCorpus open(Path sourceFile, Path targetFile) {
    return open(sourceFile, targetFile, InvalidText.FAIL);
  }

  /**
   * Opens both files, plain or gzip, and reads the first line of each.
   *
   * @param sourceFile the source side
   * @param targetFile the target side
   * @param invalid what becomes of bytes that are not UTF-8
   * @return the pairs; the caller closes them
   * @throws CorpusException if a file is missing, a directory, empty or unreadable
   */
  public static ParallelCorpus open(Path sourceFile, Path targetFile, InvalidText invalid) {
    Utf8Lines source = requireContent(Utf8Lines.open(sourceFile, invalid));
    try {
      Utf8Lines target = requireContent(Utf8Lines.open(targetFile, invalid));
      return new ParallelCorpus(source, target, null);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Reads pairs from two columns, and the first line at once.
   *
   * @param lines lines of columns separated by tabs; closed with the pairs
   * @param columns which columns hold the text
   * @return the pairs; the caller closes them
   * @throws CorpusException if there is no line
   */
  public static ParallelCorpus ofTsv(Utf8Lines lines, CorpusSource.Columns columns) {
    return new ParallelCorpus(requireContent(lines), null, columns);
  }

  private static Utf8Lines requireContent(Utf8Lines lines) {
    try {
      if (!lines.hasNext()) {
        throw new CorpusException(lines.name() + ": file is empty; one sentence a line is needed");
      }
      return lines;
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Walks the pairs. Its methods throw {@link CorpusException} on bad UTF-8, and when one file ends
   * before the other; the message then names both files and both counts.
   *
   * @throws IllegalStateException if the pairs were walked before
   */
  @Override
  public Iterator<SentencePair> iterator() {
    if (taken) {
      throw new IllegalStateException(
          "the pairs of " + source.name() + " were walked already; open the corpus again");
    }
    taken = true;
    return columns == null ? new Pairs() : new Rows();
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      if (target != null) {
        target.close();
      }
    }
  }

  private final class Pairs implements Iterator<SentencePair> {
    @Override
    public boolean hasNext() {
      boolean more = source.hasNext();
      if (more != target.hasNext()) {
        throw new CorpusException(
            String.format(
                Locale.ROOT,
                "%s has %d lines, but %s has %d; line i of one must translate line i of the other",
                source.name(),
                count(source),
                target.name(),
                count(target)));
      }
      return more;
    }

    @Override
    public SentencePair next() {
      if (!hasNext()) {
        throw new NoSuchElementException("both files have " + source.lineNumber() + " lines");
      }
      String sourceLine = source.next();
      String targetLine = target.next();
      boolean damaged = source.isDamaged() || target.isDamaged();
      return new SentencePair(sourceLine, targetLine, source.lineNumber(), damaged);
    }

    private long count(Utf8Lines lines) {
      while (lines.hasNext()) {
        lines.next();
      }
      return lines.lineNumber();
    }
  }

  private final class Rows implements Iterator<SentencePair> {
    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public SentencePair next() {
      String[] fields = source.next().split("\t", -1);
      int needed = Math.max(columns.source(), columns.target());
      if (fields.length < needed) {
        throw new CorpusException(
            String.format(
                Locale.ROOT,
                "%s:%d: line has %d column%s separated by tabs; columns %d and %d are to be read",
                source.name(),
                source.lineNumber(),
                fields.length,
                fields.length == 1 ? "" : "s",
                columns.source(),
                columns.target()));
      }
      return new SentencePair(
          fields[columns.source() - 1],
          fields[columns.target() - 1],
          source.lineNumber(),
          source.isDamaged());
    }
  }
}
