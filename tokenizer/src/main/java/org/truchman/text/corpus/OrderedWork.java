package org.truchman.text.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs tasks on several threads and hands over their results in the order of the tasks, so that no
 * result depends on the number of threads.
 *
 * <p>Tasks are added, and results are taken, on the thread that calls. A few tasks for each thread
 * are under way at most, so memory does not grow with their number.
 *
 * @param <R> what a task gives
 */
public final class OrderedWork<R> implements AutoCloseable {
  private final ExecutorService threads;
  private final Consumer<R> results;
  private final Deque<Future<R>> underWay = new ArrayDeque<>();
  private final int limit;

  /**
   * Starts the threads.
   *
   * @param threads how many, at least 1
   * @param results takes the results, in order, on the calling thread
   */
  public OrderedWork(int threads, Consumer<R> results) {
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "truchman-corpus");
              thread.setDaemon(true);
              return thread;
            });
    this.results = results;
    this.limit = 2 * threads + 1;
  }

  /**
   * Adds a task; hands over the oldest result first if enough are under way.
   *
   * @param task what to do
   */
  public void add(Callable<R> task) {
    while (underWay.size() >= limit) {
      handOver();
    }
    underWay.add(threads.submit(task));
  }

  /** Waits for all tasks and hands over their results. */
  public void finish() {
    while (!underWay.isEmpty()) {
      handOver();
    }
  }

  /** Ends the threads; tasks that are not done are given up. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void handOver() {
    try {
      results.accept(underWay.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CorpusException("interrupted while sentence pairs were read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error grave) {
        throw grave;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
