package org.truchman.text.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of rejected pairs: reason, file, line number, source and target in normal form, separated
 * by tabs. It has its name only once it is complete; until then it is {@code NAME.part}.
 */
public final class RejectedPairs implements Rejections, AutoCloseable {
  private final Path file;
  private final Path part;
  private final BufferedWriter writer;
  private boolean published;

  private RejectedPairs(Path file, Path part) throws IOException {
    this.file = file;
    this.part = part;
    this.writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
  }

  /**
   * Begins a file.
   *
   * @param file its final name
   * @throws UncheckedIOException if it cannot be written
   */
  public static RejectedPairs open(Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      return new RejectedPairs(file, part);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": rejected pairs cannot be written", e);
    }
  }

  @Override
  public void add(DropReason reason, String origin, SentencePair pair) {
    try {
      writer.write(
          String.join(
              "\t",
              reason.label(),
              origin.replace('\t', ' '),
              Long.toString(pair.lineNumber()),
              pair.source(),
              pair.target()));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": rejected pairs cannot be written", e);
    }
  }

  /** Gives the complete file its name. */
  public void publish() {
    try {
      writer.close();
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      published = true;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": rejected pairs cannot be written", e);
    }
  }

  /** Removes the file if it was not published. */
  @Override
  public void close() {
    if (published) {
      return;
    }
    try {
      writer.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(part + ": cannot be removed", e);
    }
  }
}
