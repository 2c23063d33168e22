package org.truchman.cli.shell;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Lines in {@code FILE.part}, which is renamed to {@code FILE} when complete, so that nobody ever
 * sees half a file. What is there already and is no regular file (a device, a named pipe) is
 * written to directly, for a rename would put a file in its place.
 */
public final class FileSink extends LineSink {
  private final Path target;
  private final Path part;
  private final FileOutputStream out;
  private final boolean keep;
  private boolean published;

  private FileSink(Path target, Path part, FileOutputStream out, boolean keep) {
    super(naming(target, out));
    this.target = target;
    this.part = part;
    this.out = out;
    this.keep = keep;
  }

  /**
   * Begins a file that leaves nothing behind if it is not completed, not even at Ctrl-C.
   *
   * @throws CommandFailure with exit code 2 if the path is a directory or lies in none
   */
  static FileSink open(Path file) throws IOException {
    FileSink sink = begin(file);
    if (!sink.isDirect()) {
      sink.part.toFile().deleteOnExit();
    }
    return sink;
  }

  /**
   * Begins a file whose unfinished part outlives the process if that is killed, so that {@link
   * #resume} can go on from it. If it is closed unfinished, nothing is left.
   *
   * @throws CommandFailure with exit code 2 if the path is a directory or lies in none
   */
  public static FileSink begin(Path file) throws IOException {
    require(file);
    Path target = real(file);
    Path part = isDirect(target) ? target : partOf(target);
    return new FileSink(target, part, new FileOutputStream(part.toFile()), false);
  }

  /**
   * Goes on from the unfinished part of a file, behind the results that are complete; if it is
   * closed unfinished, the part stays.
   *
   * @param partial what was found in {@link #part(Path)}
   */
  public static FileSink resume(Path file, PartialOutput partial) throws IOException {
    try (FileChannel channel =
        FileChannel.open(partial.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(partial.bytes());
    }
    FileOutputStream out = new FileOutputStream(partial.file().toFile(), true);
    return new FileSink(real(file), partial.file(), out, true);
  }

  /**
   * Gives the name of a file while it is not complete.
   *
   * @throws CommandFailure with exit code 2 if the path cannot be a file that is renamed at the end
   */
  public static Path part(Path file) throws IOException {
    require(file);
    Path target = real(file);
    if (isDirect(target)) {
      throw CommandFailure.usage(
          file + ": is no regular file, so there is nothing that --continue could go on from");
    }
    return partOf(target);
  }

  private static Path real(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file;
  }

  private static boolean isDirect(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target);
  }

  private static Path partOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private boolean isDirect() {
    return part.equals(target);
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
  public static void require(Path file) {
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
    if (!isDirect()) {
      out.getFD().sync();
    }
    out.close();
    published = true;
    if (!isDirect()) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (!published && !keep && !isDirect()) {
      Files.deleteIfExists(part);
    }
  }
}
