package org.truchman.seq2seq.data.prepared;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.truchman.seq2seq.files.PartFiles;
import org.truchman.text.corpus.CorpusException;

/**
 * A folder that appears complete or not at all: written under a name of {@link PartFiles}, and
 * renamed when done. What a killed process left behind is removed by the next one with the same
 * target.
 */
final class PartFolder implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final boolean replace;
  private final List<Path> madeAbove; // innermost first
  private boolean published;

  /**
   * Makes the folder under its temporary name, and the folders above it.
   *
   * @param replace whether a folder of the final name may be there
   * @throws CorpusException if something is there and is not to be replaced
   */
  PartFolder(Path target, boolean replace) {
    this.target = target.toAbsolutePath().normalize();
    this.part = PartFiles.beside(this.target);
    this.replace = replace;
    this.madeAbove = missing(this.target.getParent());
    if (Files.exists(this.target) && !replace) {
      throw new CorpusException(
          target + ": is there already; choose another folder, or ask to replace it");
    }
    try {
      Files.createDirectories(this.target.getParent());
      removeLeftovers();
      Files.createDirectory(part);
    } catch (IOException e) {
      throw new UncheckedIOException(target + ": cannot be made", e);
    }
  }

  private static List<Path> missing(Path folder) {
    return Stream.iterate(folder, up -> up != null && Files.notExists(up), Path::getParent)
        .toList();
  }

  private void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(target.getParent())) {
      for (Path sibling : siblings) {
        if (PartFiles.isPartOf(target, sibling)) {
          PartFiles.delete(sibling);
        }
      }
    }
  }

  /** The folder to write into. */
  Path path() {
    return part;
  }

  /** Forces all that is in the folder to the disk, and gives it its name. */
  void publish() throws IOException {
    forceAll(part);
    if (replace && Files.exists(target)) {
      Path old = PartFiles.beside(target);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      PartFiles.delete(old);
    } else {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
    force(target.getParent());
    published = true;
  }

  private static void forceAll(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (Files.isDirectory(child)) {
          forceAll(child);
        } else {
          try (FileChannel channel = FileChannel.open(child, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
        }
      }
    }
    force(folder);
  }

  /** Makes names in a folder durable. Windows cannot open folders and needs no such call. */
  private static void force(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes the folder, and those above that were made for it, if it was not published. */
  @Override
  public void close() {
    if (published) {
      return;
    }
    try {
      PartFiles.delete(part);
      for (Path above : madeAbove) {
        Files.deleteIfExists(above);
      }
    } catch (DirectoryNotEmptyException e) {
      // Someone else has put something there meanwhile; it stays, and so do the folders above it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(part + ": cannot be removed", e);
    }
  }
}
