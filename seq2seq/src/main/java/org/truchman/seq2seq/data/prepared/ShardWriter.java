package org.truchman.seq2seq.data.prepared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.truchman.seq2seq.data.IndexedPair;

/** Writes one shard: ids as they come, then the index, then the header in front. */
final class ShardWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel channel;
  private final int idBytes;
  private final CRC32C check = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long[] index = new long[1 << 10];
  private int pairs;
  private int ids;

  /**
   * Begins a file.
   *
   * @param file does not exist yet
   * @param idBytes 2 or 4
   */
  ShardWriter(Path file, int idBytes) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.idBytes = idBytes;
    channel.position(ShardHeader.BYTES);
  }

  int pairs() {
    return pairs;
  }

  int ids() {
    return ids;
  }

  /** Adds a pair; the caller sees to it that the shard stays below its limits. */
  void add(IndexedPair pair) throws IOException {
    if (pairs == index.length) {
      index = Arrays.copyOf(index, 2 * pairs);
    }
    long lengths = pair.source().length | (long) pair.target().length << Short.SIZE;
    index[pairs++] = ids | lengths << Integer.SIZE;
    put(pair.source());
    put(pair.target());
  }

  private void put(int[] side) throws IOException {
    for (int id : side) {
      if (buffer.remaining() < Integer.BYTES) {
        flush();
      }
      if (idBytes == Short.BYTES) {
        buffer.putShort((short) id);
      } else {
        buffer.putInt(id);
      }
    }
    ids += side.length;
  }

  private void flush() throws IOException {
    buffer.flip();
    check.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Writes index and header.
   *
   * @param fingerprint of the text pipelines
   * @return the header
   */
  ShardHeader finish(String fingerprint) throws IOException {
    ShardHeader plain = new ShardHeader(idBytes, pairs, ids, fingerprint, 0);
    flush();
    for (long at = channel.position(); at < plain.indexStart(); at++) {
      buffer.put((byte) 0);
    }
    for (int i = 0; i < pairs; i++) {
      if (buffer.remaining() < Long.BYTES) {
        flush();
      }
      buffer.putLong(index[i]);
    }
    flush();
    ShardHeader header = new ShardHeader(idBytes, pairs, ids, fingerprint, (int) check.getValue());
    ByteBuffer first = header.toBytes();
    for (int at = 0; first.hasRemaining(); ) {
      at += channel.write(first, at);
    }
    return header;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
