package org.truchman.seq2seq.data.prepared;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.truchman.seq2seq.data.IndexedPair;

/**
 * Brings pairs into random order by way of the disk: each pair has a key, a function of seed and
 * number; the pairs come out in ascending order of keys.
 *
 * <p>Pairs are spread over files by their keys' first bits; then one file at a time is sorted in
 * memory. The order is that of the keys, so it depends neither on the number of files nor on the
 * memory nor on threads. The key is one output of SplitMix64 (Steele et al. 2014), which gives
 * different numbers different keys.
 */
final class BucketShuffle implements AutoCloseable {
  /** A file of that size is sorted in some 40 MB of memory. */
  private static final long BUCKET_BYTES = 32L << 20;

  private static final int MAX_BUCKETS = 512;
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int HEAD_BYTES = Long.BYTES + 2 * Short.BYTES;

  private final long seed;
  private final Path[] files;
  private final OutputStream[] outputs;
  private final int[] counts;

  /** Takes the pairs in their new order. */
  @FunctionalInterface
  interface Target {
    void add(IndexedPair pair) throws IOException;
  }

  /**
   * Begins.
   *
   * @param folder where the files go; it exists
   * @param expectedBytes of all pairs together, roughly; decides the number of files only
   * @param seed of the order
   */
  BucketShuffle(Path folder, long expectedBytes, long seed) throws IOException {
    this.seed = seed;
    long wanted = Math.max(1, Math.min(MAX_BUCKETS, expectedBytes / BUCKET_BYTES));
    // A power of two, rounded up, so that the first bits of the key name the file.
    this.files = new Path[1 << (Long.SIZE - Long.numberOfLeadingZeros(wanted - 1))];
    this.outputs = new OutputStream[files.length];
    this.counts = new int[files.length];
    for (int i = 0; i < files.length; i++) {
      files[i] = folder.resolve("bucket-" + i + ".pairs");
      outputs[i] = new BufferedOutputStream(Files.newOutputStream(files[i]), BUFFER_BYTES);
    }
  }

  /** The key of a pair: a bijection of its number for each seed. */
  static long key(long seed, int number) {
    long z = seed * 0xD1342543DE82EF95L + (number + 1L) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Adds a pair.
   *
   * @param number no other pair has it
   */
  void add(int number, IndexedPair pair) throws IOException {
    long key = key(seed, number);
    int bits = Integer.numberOfTrailingZeros(files.length);
    int bucket = bits == 0 ? 0 : (int) (key >>> (Long.SIZE - bits));
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + Integer.BYTES * pieces(pair));
    bytes.putLong(key);
    bytes.putShort((short) pair.source().length).putShort((short) pair.target().length);
    bytes.asIntBuffer().put(pair.source()).put(pair.target());
    outputs[bucket].write(bytes.array());
    counts[bucket]++;
  }

  private static int pieces(IndexedPair pair) {
    return pair.source().length + pair.target().length;
  }

  /**
   * Gives all pairs in their new order; once.
   *
   * @param progress is told how many are done, after each file
   */
  void drain(Target target, LongConsumer progress) throws IOException {
    long done = 0;
    for (int i = 0; i < files.length; i++) {
      outputs[i].close();
      if (Files.size(files[i]) > Integer.MAX_VALUE) {
        throw new IOException(files[i] + " is larger than 2 GiB; prepare the corpus in parts");
      }
      drain(ByteBuffer.wrap(Files.readAllBytes(files[i])), counts[i], target);
      Files.delete(files[i]);
      done += counts[i];
      progress.accept(done);
    }
  }

  private static void drain(ByteBuffer bytes, int count, Target target) throws IOException {
    long[] keys = new long[count];
    for (int i = 0, at = 0; i < count; i++) {
      keys[i] = sortable(bytes.getLong(at));
      at += size(bytes, at);
    }
    Arrays.sort(keys);
    int[] places = new int[count];
    for (int i = 0, at = 0; i < count; i++) {
      places[Arrays.binarySearch(keys, sortable(bytes.getLong(at)))] = at;
      at += size(bytes, at);
    }
    for (int place : places) {
      target.add(pair(bytes, place));
    }
  }

  /** Keys count as unsigned, since their first bits name the file. */
  private static long sortable(long key) {
    return key ^ Long.MIN_VALUE;
  }

  private static int length(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xFFFF;
  }

  private static int size(ByteBuffer bytes, int at) {
    int ids = length(bytes, at + Long.BYTES) + length(bytes, at + Long.BYTES + Short.BYTES);
    return HEAD_BYTES + ids * Integer.BYTES;
  }

  private static IndexedPair pair(ByteBuffer bytes, int at) {
    int source = length(bytes, at + Long.BYTES);
    int target = length(bytes, at + Long.BYTES + Short.BYTES);
    int start = at + HEAD_BYTES;
    return new IndexedPair(
        ids(bytes, start, source), ids(bytes, start + source * Integer.BYTES, target));
  }

  private static int[] ids(ByteBuffer bytes, int start, int length) {
    int[] ids = new int[length];
    Arrays.setAll(ids, i -> bytes.getInt(start + i * Integer.BYTES));
    return ids;
  }

  @Override
  public void close() throws IOException {
    for (OutputStream output : outputs) {
      output.close();
    }
  }
}
