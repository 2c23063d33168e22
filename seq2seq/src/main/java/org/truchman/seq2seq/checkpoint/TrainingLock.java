package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sees to it that only one training writes to a model directory: two would remove each other's
 * snapshots. It is a lock of the system's on {@code training.lock} in the journal's folder, which
 * goes with the process, however that ends; the file stays, and says nothing by being there.
 */
public final class TrainingLock implements AutoCloseable {
  private static final String NAME = "training.lock";

  private final FileChannel channel;

  private TrainingLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Runs a training that writes to a model directory, while no other does.
   *
   * @param model the directory, which need not exist
   * @param messages hears if the file system knows no locks; training goes on then
   * @return what the training gives
   * @throws IllegalArgumentException if another training writes there, of this process or another
   * @throws UncheckedIOException naming the lock, if it cannot be written
   */
  public static <T> T during(Supplier<T> training, Path model, Consumer<String> messages) {
    TrainingLock lock = take(model, messages);
    try {
      return training.get();
    } finally {
      lock.close();
    }
  }

  /** Takes the lock; see {@link #during}. */
  static TrainingLock take(Path model, Consumer<String> messages) {
    Path file = file(model);
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      TrainingLock lock = new TrainingLock(channel);
      try {
        lock.take(model, file, messages);
        return lock;
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": the lock cannot be written", failure);
    }
  }

  /**
   * Demands that no training writes there at the moment; leaves nothing.
   *
   * @throws IllegalArgumentException if one does
   */
  public static void requireFree(Path model) {
    if (Files.exists(file(model))) {
      take(model, message -> {}).close();
    }
  }

  private static Path file(Path model) {
    return ModelDirectory.journalFolder(model).resolve(NAME);
  }

  private void take(Path model, Path file, Consumer<String> messages) throws IOException {
    if (!isTaken(file, messages)) {
      throw new IllegalArgumentException(
          "%s: %s trains there now; stop that training first, or choose another directory"
              .formatted(model, holder()));
    }
    channel.truncate(0);
    String process = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private boolean isTaken(Path file, Consumer<String> messages) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    } catch (IOException unknown) {
      messages.accept(
          "%s: the file system locks nothing (%s); see to it that no other training writes there"
              .formatted(file, unknown.getMessage()));
      return true;
    }
  }

  /** Whose lock it is, as far as can be read. */
  private String holder() {
    ByteBuffer process = ByteBuffer.allocate(20);
    try {
      channel.read(process, 0);
    } catch (IOException locked) {
      return "another process";
    }
    String number = new String(process.array(), 0, process.position(), StandardCharsets.US_ASCII);
    return number.isEmpty() ? "another process" : "process " + number;
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("a training's lock cannot be given back", failure);
    }
  }
}
