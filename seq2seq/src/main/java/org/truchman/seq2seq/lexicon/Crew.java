package org.truchman.seq2seq.lexicon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Several threads that do one piece of work together. */
final class Crew {
  private Crew() {}

  /**
   * Does the work on all threads at once, and waits for the last.
   *
   * @param threads how many; with one it is the caller's
   * @param work is told the thread's number, from 0
   */
  static void run(int threads, IntConsumer work) {
    if (threads == 1) {
      work.accept(0);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CompletableFuture<?>[] parts = new CompletableFuture<?>[threads];
      for (int i = 0; i < threads; i++) {
        int number = i;
        parts[i] = CompletableFuture.runAsync(() -> work.accept(number), pool);
      }
      CompletableFuture.allOf(parts).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure.getCause();
    } finally {
      pool.shutdown();
    }
  }
}
