package org.truchman.seq2seq.data.prepared;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.truchman.text.corpus.CorpusException;

/**
 * The first {@value #BYTES} bytes of a shard, little-endian.
 *
 * @param idBytes bytes of an id: 2 or 4
 * @param pairs in the shard, at least 1
 * @param ids of all pairs together
 * @param fingerprint of the text pipelines: SHA-256 in small hexadecimal digits
 * @param bodyChecksum CRC-32C of everything behind the header
 */
record ShardHeader(int idBytes, int pairs, int ids, String fingerprint, int bodyChecksum) {
  static final int BYTES = 64;
  static final int VERSION = 1;

  /** Bytes of a pair in the index: where its ids begin, and the lengths of both sides. */
  static final int ENTRY_BYTES = 8;

  private static final byte[] MAGIC = "TRUCHIDS".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKED = BYTES - Integer.BYTES;

  /** Where the index begins: behind the ids, at a multiple of 8. */
  long indexStart() {
    return (BYTES + (long) ids * idBytes + 7) / 8 * 8;
  }

  /** The size of the whole file. */
  long fileBytes() {
    return indexStart() + (long) pairs * ENTRY_BYTES;
  }

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) VERSION).putShort((short) idBytes).putInt(pairs).putInt(ids);
    bytes.put(HexFormat.of().parseHex(fingerprint)).putInt(0).putInt(bodyChecksum);
    bytes.putInt(checksum(bytes)).flip();
    return bytes;
  }

  private static int checksum(ByteBuffer header) {
    CRC32C check = new CRC32C();
    check.update(header.array(), 0, CHECKED);
    return (int) check.getValue();
  }

  /**
   * Reads a header.
   *
   * @param bytes the first bytes of a file, in an array of their own
   * @param file its name in messages
   * @throws CorpusException if it is damaged, or none of this version
   */
  static ShardHeader parse(ByteBuffer bytes, Path file) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new CorpusException(
          file + ": is no shard of a prepared corpus (it does not begin with TRUCHIDS)");
    }
    int version = bytes.getShort();
    if (version != VERSION) {
      throw new CorpusException(
          file
              + ": has shard format "
              + version
              + "; this program reads format "
              + VERSION
              + ": prepare the corpus again");
    }
    int idBytes = bytes.getShort();
    int pairs = bytes.getInt();
    int ids = bytes.getInt();
    byte[] fingerprint = new byte[32];
    bytes.get(fingerprint);
    int padding = bytes.getInt();
    ShardHeader header =
        new ShardHeader(idBytes, pairs, ids, HexFormat.of().formatHex(fingerprint), bytes.getInt());
    boolean plausible = (idBytes == 2 || idBytes == 4) && pairs > 0 && ids >= 0 && padding == 0;
    if (bytes.getInt() != checksum(bytes) || !plausible) {
      throw damaged(file, "the header's checksum is wrong");
    }
    return header;
  }

  static CorpusException damaged(Path file, String what) {
    return new CorpusException(
        file + ": is damaged (" + what + "); prepare the corpus again, or copy it again");
  }
}
