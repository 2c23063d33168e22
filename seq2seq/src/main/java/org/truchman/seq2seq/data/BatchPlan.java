package org.truchman.seq2seq.data;

import java.util.Arrays;
import java.util.Random;

/**
 * Decides which sentence pairs stand together in a batch, and in what order the batches come.
 *
 * <p>A pure function of lengths and seed: a run that is resumed makes the same plan again, on any
 * machine. Pairs of equal lengths stand in random order, then all are sorted by target length,
 * equal ones by source length (upwards where the target length is even, downwards where it is odd,
 * so that neighbours are alike everywhere), and cut into batches, and the batches are shuffled. So
 * little is padded, and each epoch is another one.
 */
public final class BatchPlan {
  /** The increment of SplitMix64 (Steele et al. 2014): 2^64 divided by the golden ratio, odd. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private BatchPlan() {}

  /**
   * Gives the batches of one epoch.
   *
   * @param sourceLengths pieces of each line's source; 0 or more
   * @param targetLengths pieces of each line's target; 0 or more
   * @param limit what a batch holds at most; the batch of the longest lines holds what remains
   * @param seed of the training run
   * @param epoch number of the pass over the corpus, 0 or more
   * @return line indices by batch; every line is in exactly one. Within a batch, lines ascend by
   *     target length
   * @throws IllegalArgumentException if the arrays differ in length or a number is out of range
   */
  public static int[][] ofEpoch(
      int[] sourceLengths, int[] targetLengths, BatchLimit limit, long seed, int epoch) {
    require(sourceLengths, targetLengths, epoch);
    // java.util.Random, because its algorithm is part of its specification.
    Random random = new Random(hash(seed, epoch));
    int[] lines = new int[sourceLengths.length];
    Arrays.setAll(lines, i -> i);
    shuffle(lines, random);
    // Stable sorts: the last one decides, and the shuffled order remains among equals.
    lines = sortedBy(snake(sourceLengths, targetLengths), lines);
    lines = sortedBy(targetLengths, lines);
    return cut(lines, ends(lines, sourceLengths, targetLengths, limit), random);
  }

  /** Gives the batches of one epoch, each of {@code batchSize} lines but for the last. */
  public static int[][] ofEpoch(
      int[] sourceLengths, int[] targetLengths, int batchSize, long seed, int epoch) {
    BatchLimit limit = BatchLimit.ofPairs(batchSize);
    return ofEpoch(sourceLengths, targetLengths, limit, seed, epoch);
  }

  /**
   * Gives the number that an epoch's random order starts from: output {@code epoch + 1} of the
   * generator SplitMix64 that is started at {@code seed}.
   */
  static long hash(long seed, int epoch) {
    long z = seed + (epoch + 1L) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static void require(int[] sourceLengths, int[] targetLengths, int epoch) {
    if (sourceLengths.length != targetLengths.length) {
      throw new IllegalArgumentException(
          sourceLengths.length
              + " source lengths and "
              + targetLengths.length
              + " target lengths; each line needs both");
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch " + epoch + "; it must be 0 or more");
    }
  }

  /** Shuffles in place (Fisher and Yates, from the end). */
  static void shuffle(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /** Gives what rises by source length under an even target length, and falls under an odd one. */
  private static int[] snake(int[] sourceLengths, int[] targetLengths) {
    int longest = longest(sourceLengths);
    int[] keys = new int[sourceLengths.length];
    for (int line = 0; line < keys.length; line++) {
      int source = sourceLengths[line];
      keys[line] = targetLengths[line] % 2 == 0 ? source : longest - source;
    }
    return keys;
  }

  /** Gives the lines by ascending length, equal ones in their order: a counting sort. */
  private static int[] sortedBy(int[] lengths, int[] lines) {
    int[] next = new int[longest(lengths) + 2];
    for (int length : lengths) {
      next[length + 1]++;
    }
    for (int length = 1; length < next.length; length++) {
      next[length] += next[length - 1];
    }
    int[] sorted = new int[lines.length];
    for (int line : lines) {
      sorted[next[lengths[line]]++] = line;
    }
    return sorted;
  }

  private static int longest(int[] lengths) {
    int longest = 0;
    for (int line = 0; line < lengths.length; line++) {
      if (lengths[line] < 0) {
        throw new IllegalArgumentException(
            "line " + line + " has length " + lengths[line] + "; it must be 0 or more");
      }
      longest = Math.max(longest, lengths[line]);
    }
    return longest;
  }

  /** Gives where each batch ends: as many consecutive lines as fit, at least one. */
  private static int[] ends(
      int[] lines, int[] sourceLengths, int[] targetLengths, BatchLimit limit) {
    int[] ends = new int[lines.length];
    int batches = 0;
    int longest = 0;
    int from = 0;
    for (int i = 0; i < lines.length; i++) {
      int longer = Math.max(sourceLengths[lines[i]], targetLengths[lines[i]]);
      if (i > from && !limit.fits(i + 1 - from, Math.max(longest, longer))) {
        ends[batches++] = i;
        from = i;
        longest = 0;
      }
      longest = Math.max(longest, longer);
    }
    if (lines.length > 0) {
      ends[batches++] = lines.length;
    }
    return Arrays.copyOf(ends, batches);
  }

  /** Gives batches of consecutive lines, in random order. */
  private static int[][] cut(int[] lines, int[] ends, Random random) {
    int[] order = new int[ends.length];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    int[][] batches = new int[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      int from = order[i] == 0 ? 0 : ends[order[i] - 1];
      batches[i] = Arrays.copyOfRange(lines, from, ends[order[i]]);
    }
    return batches;
  }
}
