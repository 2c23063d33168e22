package org.truchman.seq2seq.checkpoint;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The changes that this package makes to the file system, one method each, so that a test can let
 * any of them fail.
 */
class Disk {

  /** The disk that fails only when the operating system says so. */
  static final Disk REAL = new Disk();

  FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void write(FileChannel channel, ByteBuffer bytes, Path file) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  void force(FileChannel channel, Path file) throws IOException {
    channel.force(true);
  }

  /** Forces a file that somebody else wrote. */
  void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      force(channel, file);
    }
  }

  /** Makes names in a folder durable. Windows cannot open folders and needs no such call. */
  void forceFolder(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      force(channel, folder);
    }
  }

  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
  }
}
