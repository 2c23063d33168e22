package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;

/** Content whose size and hash are known once it was written. */
final class DigestedContent implements AtomicFiles.Content {

  private final AtomicFiles.Content content;
  private FileDigest digest;

  DigestedContent(AtomicFiles.Content content) {
    this.content = content;
  }

  @Override
  public void writeTo(WritableByteChannel channel) throws IOException {
    Counting counting = new Counting(channel);
    content.writeTo(counting);
    digest = new FileDigest(counting.size, FileDigest.hex(counting.hash.digest()));
  }

  /** Gives size and hash of what {@link #writeTo} wrote. */
  FileDigest digest() {
    return digest;
  }

  private static final class Counting implements WritableByteChannel {

    private final WritableByteChannel inner;
    private final MessageDigest hash = FileDigest.newHash();
    private long size;

    Counting(WritableByteChannel inner) {
      this.inner = inner;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      hash.update(bytes.duplicate());
      int count = inner.write(bytes);
      size += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }
}
