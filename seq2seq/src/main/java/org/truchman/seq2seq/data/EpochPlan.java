package org.truchman.seq2seq.data;

import java.util.Arrays;
import java.util.Random;

/**
 * The batches of one epoch of a corpus of any size, made as they are asked for.
 *
 * <p>Up to {@link #WINDOW} pairs are planned at once by {@link BatchPlan}. A larger corpus, whose
 * pairs must stand in random order, is cut into windows of so many consecutive pairs; the windows
 * come in random order and each is planned by itself, so memory does not grow with the corpus. In
 * each epoch the first window begins at another pair (the corpus is a ring), so pairs at the edges
 * meet others. Like {@code BatchPlan} a pure function of lengths, seed and epoch. Not thread-safe.
 */
public final class EpochPlan {
  /** Pairs that are planned together: a million, some 20 MB while it is done. */
  public static final int WINDOW = 1 << 20;

  private final IndexedCorpus corpus;
  private final EpochLines all;
  private final BatchLimit limit;
  private final long seed;
  private final int epoch;
  private final int window;
  private final int start;
  private final int[] order;
  private final int[] firstBatch;
  private int current = -1;
  private int[][] batches;

  private EpochPlan(IndexedCorpus corpus, BatchLimit limit, long seed, int epoch, int window) {
    this.corpus = corpus;
    this.all = corpus.lines(epoch);
    this.limit = limit;
    this.seed = seed;
    this.epoch = epoch;
    this.window = window;
    boolean whole = all.size() <= window;
    Random random = new Random(BatchPlan.hash(~seed, epoch));
    this.start = whole ? 0 : random.nextInt(all.size());
    this.order = new int[whole ? 1 : (int) ceiling(all.size(), window)];
    Arrays.setAll(order, i -> i);
    BatchPlan.shuffle(order, random);
    this.firstBatch = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      firstBatch[i + 1] = firstBatch[i] + batchesOf(order[i]);
    }
  }

  /**
   * Gives the plan of an epoch.
   *
   * @param corpus the pairs; in random order if there are more than {@link #WINDOW}
   * @param limit what a batch holds at most
   * @param seed of the training run
   * @param epoch number of the pass over the corpus, 0 or more
   */
  public static EpochPlan of(IndexedCorpus corpus, BatchLimit limit, long seed, int epoch) {
    return of(corpus, limit, seed, epoch, WINDOW);
  }

  /** Number of the pass over the corpus. */
  public int epoch() {
    return epoch;
  }

  static EpochPlan of(IndexedCorpus corpus, BatchLimit limit, long seed, int epoch, int window) {
    return new EpochPlan(corpus, limit, seed, epoch, window);
  }

  private static long ceiling(long number, long divisor) {
    return (number + divisor - 1) / divisor;
  }

  /** Gives the number of batches. */
  public int batches() {
    return firstBatch[order.length];
  }

  /**
   * Gives a batch; fast when its neighbour was asked for before.
   *
   * @param batch its number, from 0 and less than {@link #batches()}
   * @return the numbers of its pairs
   */
  public int[] batch(int batch) {
    int place = Arrays.binarySearch(firstBatch, batch);
    int turn = place < 0 ? -place - 2 : place;
    if (turn != current) {
      batches = plan(order[turn]);
      current = turn;
    }
    return batches[batch - firstBatch[turn]];
  }

  private int pairsOf(int part) {
    return (int) Math.min(window, all.size() - (long) part * window);
  }

  /** Batches of a window; by tokens, they are known only when they are planned. */
  private int batchesOf(int part) {
    return limit.tokens() == 0 ? (int) ceiling(pairsOf(part), limit.pairs()) : plan(part).length;
  }

  /**
   * Gives how much of the epoch's first window is padding.
   *
   * @return PAD as a share of all tokens of the padded batches, source and target together
   */
  public double padding() {
    long real = 0;
    long all = 0;
    for (int[] batch : plan(order[0])) {
      long source = 0;
      long target = 0;
      for (int line : batch) {
        real += corpus.sourceLength(line) + corpus.targetLength(line) + 2L;
        source = Math.max(source, corpus.sourceLength(line) + 1L);
        target = Math.max(target, corpus.targetLength(line) + 1L);
      }
      all += batch.length * (source + target);
    }
    return 1 - (double) real / all;
  }

  private int[][] plan(int part) {
    int pairs = pairsOf(part);
    int[] lines = new int[pairs];
    int[] sources = new int[pairs];
    int[] targets = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      lines[i] = all.line((int) ((start + (long) part * window + i) % all.size()));
      sources[i] = corpus.sourceLength(lines[i]);
      targets[i] = corpus.targetLength(lines[i]);
    }
    // The only window of a small corpus has the seed itself.
    long seedOfPart = part == 0 ? seed : BatchPlan.hash(seed, part);
    int[][] plan = BatchPlan.ofEpoch(sources, targets, limit, seedOfPart, epoch);
    for (int[] batch : plan) {
      Arrays.setAll(batch, i -> lines[batch[i]]);
    }
    return plan;
  }
}
