package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.truchman.seq2seq.files.PartFiles;

/**
 * Writes files that are either whole or not there: a temporary file in the same folder, forced to
 * the disk, then renamed over the target, then the folder forced.
 *
 * <p>A temporary file or folder has a name of {@link PartFiles}. When writing fails it is removed;
 * one that a killed process left behind is ignored by every reader and removed by the next writer.
 */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Gives the bytes of a file to a channel that takes them all. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Replaces a file, or creates it.
   *
   * @param target the file; its folder exists
   * @param content all of its bytes
   * @throws UncheckedIOException naming the path, if it cannot be written; the file is then as it
   *     was
   */
  public static void write(Path target, byte[] content) {
    write(Disk.REAL, target, channel -> channel.write(ByteBuffer.wrap(content)));
  }

  static void write(Disk disk, Path target, Content content) {
    Path temporary = PartFiles.beside(target);
    try {
      create(disk, temporary, content);
      disk.move(temporary, target);
      disk.forceFolder(folderOf(target));
    } catch (IOException | RuntimeException failure) {
      deleteAfter(failure, temporary);
      throw unchecked(target, failure);
    }
  }

  /**
   * Writes and forces a new file; where it fails, what is left of it is for the caller to remove.
   */
  static void create(Disk disk, Path file, Content content) throws IOException {
    try (FileChannel channel = disk.create(file)) {
      content.writeTo(new DiskChannel(disk, channel, file));
      disk.force(channel, file);
    }
  }

  static void deleteAfter(Exception failure, Path path) {
    try {
      PartFiles.delete(path);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }

  /** Gives the failure as one that names the path. */
  static RuntimeException unchecked(Path path, Exception failure) {
    if (failure instanceof IOException cause) {
      return new UncheckedIOException(
          "%s: cannot be written: %s; nothing that was there before is damaged"
              .formatted(path, cause.getMessage()),
          cause);
    }
    return (RuntimeException) failure;
  }

  static Path folderOf(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /** A channel of the disk that takes all bytes of each write. */
  private record DiskChannel(Disk disk, FileChannel channel, Path file)
      implements WritableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      disk.write(channel, bytes, file);
      return count;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
