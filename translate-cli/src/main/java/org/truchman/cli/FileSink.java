package org.truchman.cli;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Lines in {@code FILE.part}, which is renamed to {@code FILE} when complete, so that nobody ever
 * sees half a file. What is there already and is no regular file (a device, a named pipe) is
 * written to directly, for a rename would put a file in its place.
 */
final class FileSink extends LineSink {
  private final Path target;
  private final Path part;
  private final FileOutputStream out;
  private boolean published;

  private FileSink(Path target, Path part, FileOutputStream out) {
    super(naming(target, out));
    this.target = target;
    this.part = part;
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @throws CommandFailure with exit code 2 if the path is a directory or lies in none
   */
  static FileSink open(Path file) throws IOException {
    require(file);
    Path target = Files.exists(file) ? file.toRealPath() : file;
    boolean direct = Files.exists(target) && !Files.isRegularFile(target);
    Path part = direct ? target : target.resolveSibling(target.getFileName() + ".part");
    if (!direct) {
      part.toFile().deleteOnExit(); // Ctrl-C leaves no half file either
    }
    return new FileSink(target, part, new FileOutputStream(part.toFile()));
  }

  /** The system says "No space left on device", but not where. */
  private static OutputStream naming(Path file, OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw new IOException(file + ": " + e.getMessage(), e);
        }
      }
    };
  }

  /** Demands that the path can become a file, before any work begins. */
  static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(file + ": is a directory; the name of a file is needed here");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CommandFailure.usage(
          file + ": there is no directory " + folder + "; create it, or name another file");
    }
  }

  @Override
  void publish() throws IOException {
    if (!part.equals(target)) {
      out.getFD().sync();
    }
    out.close();
    published = true;
    if (!part.equals(target)) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (!published && !part.equals(target)) {
      Files.deleteIfExists(part);
    }
  }
}
