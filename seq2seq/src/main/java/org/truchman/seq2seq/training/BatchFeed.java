package org.truchman.seq2seq.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.truchman.seq2seq.data.EpochPlan;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;

/**
 * Gives the batches of each update, and prepares those of the next one on a thread of its own
 * meanwhile.
 */
final class BatchFeed implements AutoCloseable {
  private final IndexedCorpus pairs;
  private final boolean reverseSource;
  private final int perUpdate;
  private final ExecutorService ahead;
  private EpochPlan plan;
  private int nextBatch;
  private Future<List<PaddedBatch>> next;

  /**
   * A feed.
   *
   * @param reverseSource whether source pieces are reversed
   * @param perUpdate micro-batches of an update
   */
  BatchFeed(IndexedCorpus pairs, boolean reverseSource, int perUpdate) {
    this.pairs = pairs;
    this.reverseSource = reverseSource;
    this.perUpdate = perUpdate;
    this.ahead =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "truchman-batches");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The micro-batches of the update that begins with a batch of an epoch.
   *
   * @param epoch the plan; only this feed reads it
   * @param batch less than the number of its batches
   */
  List<PaddedBatch> take(EpochPlan epoch, int batch) {
    if (epoch != plan || batch != nextBatch) {
      next = prepare(epoch, batch);
    }
    List<PaddedBatch> taken = result(next);
    plan = epoch;
    nextBatch = batch + taken.size();
    next = nextBatch < epoch.batches() ? prepare(epoch, nextBatch) : null;
    return taken;
  }

  private Future<List<PaddedBatch>> prepare(EpochPlan epoch, int batch) {
    return ahead.submit(() -> batches(epoch, batch));
  }

  private List<PaddedBatch> batches(EpochPlan epoch, int from) {
    List<PaddedBatch> batches = new ArrayList<>();
    int to = Math.min(epoch.batches(), from + perUpdate);
    for (int i = from; i < to; i++) {
      List<IndexedPair> chosen = new ArrayList<>();
      for (int line : epoch.batch(i)) {
        chosen.add(pairs.pair(line, epoch.epoch()));
      }
      batches.add(PaddedBatch.of(chosen, reverseSource, 1));
    }
    return batches;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was prepared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    ahead.shutdownNow();
  }
}
