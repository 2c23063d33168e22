package org.truchman.metrics.significance;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.truchman.metrics.Metric;
import org.truchman.metrics.Statistics;

/** The threads of one test; what they find does not depend on their number. */
final class Workers implements AutoCloseable {
  private final ForkJoinPool pool;

  /** Engages that many threads, the caller's among them; 0 stands for one a processor. */
  Workers(int threads) {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    this.pool = count == 1 ? null : new ForkJoinPool(count);
  }

  /** Does a piece of work for each number from 0 to below the count, in any order. */
  void each(int count, IntConsumer work) {
    if (pool == null) {
      IntStream.range(0, count).forEach(work);
    } else {
      pool.submit(() -> IntStream.range(0, count).parallel().forEach(work)).join();
    }
  }

  /** The statistics of every segment. */
  List<Statistics> segments(
      Metric<?> metric, List<String> hypotheses, List<List<String>> references) {
    return pool == null
        ? metric.segments(hypotheses, references)
        : pool.submit(() -> metric.segmentsInParallel(hypotheses, references)).join();
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
