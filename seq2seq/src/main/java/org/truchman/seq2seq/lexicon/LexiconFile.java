package org.truchman.seq2seq.lexicon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The file form of a lexicon, little-endian; docs/model-format.md says the same.
 *
 * <pre>
 * 8          TRUCHLEX
 * 4          format version, 1
 * 4          S, the number of source ids
 * 4          T, the number of target ids
 * 4          F, the number of frequent pieces
 * 4          N, the number of target pieces in all lists
 * F ids      the frequent pieces, most frequent first
 * S x 2      the length of each source id's list; their sum is N
 * N ids      the lists one after the other, best first
 * </pre>
 *
 * An id has 2 bytes if T is at most 65,536, otherwise 4. The file ends there.
 */
public final class LexiconFile {
  private static final byte[] MAGIC = "TRUCHLEX".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER = MAGIC.length + 5 * Integer.BYTES;
  private static final int SHORT_IDS = 1 << 16;

  private LexiconFile() {}

  /**
   * Writes a lexicon.
   *
   * @return the same bytes for the same lexicon
   */
  public static byte[] write(Lexicon lexicon) {
    int sources = lexicon.sourceVocabulary();
    int targets = lexicon.targetVocabulary();
    int[] frequent = lexicon.frequent();
    long size = size(sources, targets, frequent.length, lexicon.entries());
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putInt(VERSION).putInt(sources).putInt(targets);
    file.putInt(frequent.length).putInt(lexicon.entries());
    put(file, targets, frequent);
    for (int source = 0; source < sources; source++) {
      file.putShort((short) lexicon.best(source).length);
    }
    for (int source = 0; source < sources; source++) {
      put(file, targets, lexicon.best(source));
    }
    return file.array();
  }

  private static long size(long sources, int targets, long frequent, long entries) {
    return HEADER + 2 * sources + idBytes(targets) * (frequent + entries);
  }

  private static long idBytes(int targets) {
    return targets <= SHORT_IDS ? Short.BYTES : Integer.BYTES;
  }

  private static void put(ByteBuffer file, int targets, int[] ids) {
    for (int id : ids) {
      if (targets <= SHORT_IDS) {
        file.putShort((short) id);
      } else {
        file.putInt(id);
      }
    }
  }

  /**
   * Reads a lexicon, and believes nothing in it: memory is taken as the file's length allows.
   *
   * @param content the whole file
   * @throws IllegalArgumentException if it is none, of another format version, too short or too
   *     long, or a list holds what is no target piece, or a piece twice
   */
  public static Lexicon parse(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    requireHeader(content, file);
    int sources = file.getInt();
    int targets = file.getInt();
    int frequent = file.getInt();
    int entries = file.getInt();
    if (sources < 0 || targets < 0 || frequent < 0 || entries < 0) {
      throw new IllegalArgumentException("a count of the header is negative");
    }
    long size = size(sources, targets, frequent, entries);
    if (content.length != size) {
      throw new IllegalArgumentException(
          "it has %d bytes; its header asks for %d".formatted(content.length, size));
    }
    int[] most = ids(file, targets, frequent);
    int[] start = new int[sources + 1];
    for (int source = 0; source < sources; source++) {
      // At most 65,535 for 2 bytes of the file, so the sum of them all is below 2^46.
      long end = start[source] + (long) Short.toUnsignedInt(file.getShort());
      start[source + 1] = (int) Math.min(end, Integer.MAX_VALUE);
    }
    if (start[sources] != entries) {
      throw new IllegalArgumentException(
          "its lists have %d pieces together; its header says %d"
              .formatted(start[sources], entries));
    }
    return new Lexicon(targets, most, start, ids(file, targets, entries));
  }

  private static void requireHeader(byte[] content, ByteBuffer file) {
    if (content.length < HEADER
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("it is no lexicon: it does not begin with TRUCHLEX");
    }
    int version = file.position(MAGIC.length).getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it has lexicon format %d; this Truchman reads format %d".formatted(version, VERSION));
    }
  }

  private static int[] ids(ByteBuffer file, int targets, int count) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = targets <= SHORT_IDS ? Short.toUnsignedInt(file.getShort()) : file.getInt();
    }
    return ids;
  }
}
