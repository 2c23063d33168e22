package org.truchman.text.corpus;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;

/**
 * Finds texts that came before, by 128 bits of their SHA-256, on disk.
 *
 * <p>Hashes are spread over 128 files by their first bits, so equal texts meet in one file, and one
 * file at a time is looked at in memory: some 50 bytes for each of its hashes. That two different
 * texts share 128 bits is less likely than 1 in 10^22 for 100 million texts.
 */
final class DuplicateFinder implements AutoCloseable {
  /** Bytes of a hash. */
  static final int HASH_BYTES = 16;

  private static final int FILES = 128;
  private static final int BUFFER_BYTES = 1 << 13;

  private final Path[] files = new Path[FILES];
  private final DataOutputStream[] outputs = new DataOutputStream[FILES];
  private final long[] counts = new long[FILES];

  /**
   * Begins with nothing.
   *
   * @param folder where the files go; it exists
   * @param name what their names begin with
   */
  DuplicateFinder(Path folder, String name) throws IOException {
    for (int i = 0; i < FILES; i++) {
      files[i] = folder.resolve(name + "-" + i + ".hashes");
      outputs[i] =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(files[i]), BUFFER_BYTES));
    }
  }

  /** Puts the hash of a text into a buffer. */
  static void hash(String text, ByteBuffer target) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      target.put(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Adds the hash of the next text.
   *
   * @param number of the text; greater than those before
   * @param high first half of its hash
   * @param low second half
   */
  void add(int number, long high, long low) throws IOException {
    int file = (int) (high >>> (Long.SIZE - 7));
    outputs[file].writeLong(high);
    outputs[file].writeLong(low);
    outputs[file].writeInt(number);
    counts[file]++;
  }

  /**
   * Finds the texts that came before.
   *
   * @param dropped texts that count as absent
   * @return the numbers of all texts that are not dropped and equal an earlier one that is not
   */
  BitSet find(BitSet dropped) throws IOException {
    BitSet found = new BitSet();
    for (int i = 0; i < FILES; i++) {
      outputs[i].close();
      Seen seen = new Seen(counts[i]);
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(files[i]), 1 << 16))) {
        for (long left = counts[i]; left > 0; left--) {
          long high = in.readLong();
          long low = in.readLong();
          int number = in.readInt();
          if (!dropped.get(number) && !seen.add(high, low)) {
            found.set(number);
          }
        }
      }
      Files.delete(files[i]);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    for (DataOutputStream output : outputs) {
      output.close();
    }
  }

  /** A set of hashes: open addressing in one array, at most half full. */
  private static final class Seen {
    private final long[] slots;
    private final int mask;

    Seen(long count) {
      long capacity = Math.max(2, Long.highestOneBit(Math.max(1, count)) * 4);
      if (capacity > 1 << 29) {
        throw new CorpusException(
            "more than 2^34 sentences cannot be searched for duplicates; prepare them in parts");
      }
      this.slots = new long[(int) capacity * 2];
      this.mask = (int) capacity - 1;
    }

    /** Adds a hash; false if it was there. All zeros mean a free slot. */
    boolean add(long high, long low) {
      long second = (high | low) == 0 ? 1 : low;
      int slot = (int) second & mask;
      while ((slots[2 * slot] | slots[2 * slot + 1]) != 0) {
        if (slots[2 * slot] == high && slots[2 * slot + 1] == second) {
          return false;
        }
        slot = (slot + 1) & mask;
      }
      slots[2 * slot] = high;
      slots[2 * slot + 1] = second;
      return true;
    }
  }
}
