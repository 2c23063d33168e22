package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk that fails at one of its calls; a write that fails has written its first half. */
final class FailingDisk extends Disk {

  static final String NO_SPACE = "No space left on device";

  /** Ends a call as kill -9 would: nothing of ours catches it, so nothing is cleaned up. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final int failing;
  private final boolean killed;
  private int calls;

  private FailingDisk(int failing, boolean killed) {
    this.failing = failing;
    this.killed = killed;
  }

  static FailingDisk fullAtCall(int call) {
    return new FailingDisk(call, false);
  }

  static FailingDisk killedAtCall(int call) {
    return new FailingDisk(call, true);
  }

  boolean hasFailed() {
    return calls > failing;
  }

  private void call() throws IOException {
    if (calls++ == failing) {
      if (killed) {
        throw new Killed();
      }
      throw new IOException(NO_SPACE);
    }
  }

  @Override
  FileChannel create(Path file) throws IOException {
    call();
    return super.create(file);
  }

  @Override
  void write(FileChannel channel, ByteBuffer bytes, Path file) throws IOException {
    if (calls == failing) {
      super.write(channel, bytes.slice(bytes.position(), bytes.remaining() / 2), file);
    }
    call();
    super.write(channel, bytes, file);
  }

  /** Forcing for real would only make the test slow. */
  @Override
  void force(FileChannel channel, Path file) throws IOException {
    call();
  }

  @Override
  void move(Path from, Path to) throws IOException {
    call();
    super.move(from, to);
  }

  @Override
  void createFolder(Path folder) throws IOException {
    call();
    super.createFolder(folder);
  }
}
