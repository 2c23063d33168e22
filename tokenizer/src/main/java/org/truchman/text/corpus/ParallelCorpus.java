package org.truchman.text.corpus;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Two text files of which line i of one is the translation of line i of the other, as one stream.
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
  private boolean taken;

  private ParallelCorpus(Utf8Lines source, Utf8Lines target) {
    this.source = source;
    this.target = target;
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
    Utf8Lines source = openWithContent(sourceFile);
    try {
      return new ParallelCorpus(source, openWithContent(targetFile));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static Utf8Lines openWithContent(Path file) {
    Utf8Lines lines = Utf8Lines.open(file);
    try {
      if (!lines.hasNext()) {
        throw new CorpusException(file + ": file is empty; one sentence a line is needed");
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
    return new Pairs();
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      target.close();
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
      return new SentencePair(source.next(), target.next(), source.lineNumber());
    }

    private long count(Utf8Lines lines) {
      while (lines.hasNext()) {
        lines.next();
      }
      return lines.lineNumber();
    }
  }
}
