package org.truchman.seq2seq.data.prepared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.text.corpus.CorpusException;

/**
 * A shard in mapped memory: any pair is two reads away. Its index has 8 bytes for a pair: where its
 * ids begin (32 bits), pieces of the source (16 bits), pieces of the target (16 bits). The ids of
 * the source stand before those of the target.
 */
final class MappedShard {
  private static final int CHUNK = 1 << 20;

  private final ShardHeader header;
  private final MappedByteBuffer bytes;
  private final int indexStart;

  private MappedShard(ShardHeader header, MappedByteBuffer bytes) {
    this.header = header;
    this.bytes = bytes;
    this.indexStart = (int) header.indexStart();
  }

  /**
   * Opens a shard and verifies every byte of it.
   *
   * @throws CorpusException if it is missing, damaged, or of another format
   */
  static MappedShard open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(file + ": is missing; prepare the corpus again, or copy it again");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ShardHeader header = verified(file, channel);
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      return new MappedShard(header, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** Reads the file in parts and not through the mapping, which would count as our memory. */
  private static ShardHeader verified(Path file, FileChannel channel) throws IOException {
    if (channel.size() < ShardHeader.BYTES) {
      throw ShardHeader.damaged(file, "it has only " + channel.size() + " bytes");
    }
    ByteBuffer first = ByteBuffer.allocate(ShardHeader.BYTES);
    readFully(channel, first, file);
    ShardHeader header = ShardHeader.parse(first, file);
    if (header.fileBytes() != channel.size() || channel.size() > Integer.MAX_VALUE) {
      throw ShardHeader.damaged(
          file, "it has " + channel.size() + " bytes instead of " + header.fileBytes());
    }
    CRC32C check = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long left = channel.size() - ShardHeader.BYTES; left > 0; left -= chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, left));
      readFully(channel, chunk, file);
      check.update(chunk);
    }
    if ((int) check.getValue() != header.bodyChecksum()) {
      throw ShardHeader.damaged(file, "its checksum is wrong");
    }
    return header;
  }

  private static void readFully(FileChannel channel, ByteBuffer target, Path file)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw ShardHeader.damaged(file, "it ended while it was read");
      }
    }
    target.flip();
  }

  ShardHeader header() {
    return header;
  }

  int sourceLength(int pair) {
    return bytes.getShort(entry(pair) + 4) & 0xFFFF;
  }

  int targetLength(int pair) {
    return bytes.getShort(entry(pair) + 6) & 0xFFFF;
  }

  IndexedPair pair(int pair) {
    int start = bytes.getInt(entry(pair));
    int sourceLength = sourceLength(pair);
    return new IndexedPair(ids(start, sourceLength), ids(start + sourceLength, targetLength(pair)));
  }

  private int entry(int pair) {
    return indexStart + pair * ShardHeader.ENTRY_BYTES;
  }

  private int[] ids(int start, int length) {
    int[] ids = new int[length];
    int at = ShardHeader.BYTES + start * header.idBytes();
    for (int i = 0; i < length; i++, at += header.idBytes()) {
      ids[i] = header.idBytes() == Short.BYTES ? bytes.getShort(at) & 0xFFFF : bytes.getInt(at);
    }
    return ids;
  }
}
