package org.truchman.cli.translation;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.truchman.cli.input.ReadAhead;
import org.truchman.seq2seq.Translation;

/**
 * Gives the translations of an input window by window, in order and in constant memory. Two windows
 * are under way at once, so that no worker waits while one is cut into pieces or written; a thread
 * of its own begins them, so that one that is done is given although the next line is not there
 * yet.
 */
final class WindowPipeline implements AutoCloseable {
  private static final int WINDOWS = 2;

  private final ReadAhead input;
  private final CountingTranslator translator;
  private final BlockingQueue<Future<List<Translation>>> flying = new ArrayBlockingQueue<>(WINDOWS);
  private final ExecutorService callers = Executors.newFixedThreadPool(WINDOWS, this::thread);
  private final Thread feeder;

  /**
   * Begins to translate.
   *
   * @param input the lines; its owner closes it after this
   * @param before lines of the input that were skipped
   */
  WindowPipeline(ReadAhead input, CountingTranslator translator, long before) {
    this.input = input;
    this.translator = translator;
    feeder = thread(() -> feed(before));
    feeder.start();
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "truchman-window");
    thread.setDaemon(true);
    return thread;
  }

  private void feed(long before) {
    try {
      flying.put(feedAll(before));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt(); // nobody waits for translations any more
    }
  }

  /** Begins all windows; gives what comes after them: the end, or what is wrong with the input. */
  private Future<List<Translation>> feedAll(long before) throws InterruptedException {
    try {
      long first = before;
      for (List<String> window = input.window(); !window.isEmpty(); window = input.window()) {
        List<String> lines = window;
        long number = first;
        flying.put(callers.submit(() -> translator.translate(lines, number)));
        first += lines.size();
      }
      return CompletableFuture.completedFuture(List.of());
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /**
   * Gives the translations of the next window, waiting for them.
   *
   * @return at least one, or none at the end of the input
   * @throws org.truchman.text.corpus.CorpusException if the input is malformed, after all the lines
   *     before that place were given
   */
  List<Translation> next() throws InterruptedException {
    try {
      return flying.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    feeder.interrupt();
    callers.shutdownNow();
  }
}
