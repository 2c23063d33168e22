package org.truchman.text.corpus;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where sentence pairs come from: two files, or columns of one. Plain or gzip, UTF-8. */
public sealed interface CorpusSource {

  /**
   * Opens the pairs.
   *
   * @param invalid what becomes of bytes that are not UTF-8
   * @return the pairs; the caller closes them
   * @throws CorpusException if a file is missing, a directory, empty or unreadable
   */
  ParallelCorpus open(InvalidText invalid);

  /** The name of the place that line numbers refer to. */
  String name();

  /** Everything that is read, for messages. */
  default String names() {
    return files().isEmpty()
        ? name()
        : files().stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  /** The files that are read; none for a stream. */
  List<Path> files();

  /**
   * Two files of which line i of one translates line i of the other.
   *
   * @param source the source side
   * @param target the target side
   */
  record TwoFiles(Path source, Path target) implements CorpusSource {
    /** Checks that nothing is missing. */
    public TwoFiles {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(target, "target");
    }

    @Override
    public ParallelCorpus open(InvalidText invalid) {
      return ParallelCorpus.open(source, target, invalid);
    }

    @Override
    public String name() {
      return source.toString();
    }

    @Override
    public List<Path> files() {
      return List.of(source, target);
    }
  }

  /**
   * Two columns of a file whose columns are separated by tabs.
   *
   * @param file the file
   * @param columns which columns
   */
  record Tsv(Path file, Columns columns) implements CorpusSource {
    /** Checks that nothing is missing. */
    public Tsv {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(columns, "columns");
    }

    @Override
    public ParallelCorpus open(InvalidText invalid) {
      return ParallelCorpus.ofTsv(Utf8Lines.open(file, invalid), columns);
    }

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public List<Path> files() {
      return List.of(file);
    }
  }

  /**
   * Two columns of a stream whose columns are separated by tabs; it can be opened once.
   *
   * @param stream the bytes
   * @param name its name in messages
   * @param columns which columns
   */
  record TsvStream(InputStream stream, String name, Columns columns) implements CorpusSource {
    /** Checks that nothing is missing. */
    public TsvStream {
      Objects.requireNonNull(stream, "stream");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(columns, "columns");
    }

    @Override
    public ParallelCorpus open(InvalidText invalid) {
      return ParallelCorpus.ofTsv(Utf8Lines.of(stream, name, invalid), columns);
    }

    @Override
    public List<Path> files() {
      return List.of();
    }
  }

  /**
   * The columns that hold the text, counted from 1.
   *
   * @param source the column of the source side
   * @param target the column of the target side
   */
  record Columns(int source, int target) {
    /** The first column is the source, the second the target. */
    public static final Columns FIRST_TWO = new Columns(1, 2);

    /** Checks the numbers. */
    public Columns {
      if (source < 1 || target < 1 || source == target) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "columns %d and %d; two different columns are needed, counted from 1",
                source,
                target));
      }
    }
  }
}
