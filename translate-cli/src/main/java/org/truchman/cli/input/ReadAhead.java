package org.truchman.cli.input;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.truchman.text.corpus.Utf8Lines;

/**
 * Gives the lines of an input in windows, in constant memory. A thread of its own reads ahead, so
 * that it is known which lines are there already: whoever talks to us through a pipe gets an answer
 * to each line and need not close the pipe first.
 */
public final class ReadAhead implements AutoCloseable {
  /** Lines translated together at most; about 30 batches, enough to sort them by length. */
  public static final int WINDOW_LINES = 1000;

  private final Utf8Lines lines;
  private final boolean patient;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(WINDOW_LINES);
  private final Thread reader;
  private Item last;

  /** A line; or the failure that ended the input; or, when both are null, its end. */
  private record Item(String line, RuntimeException failure) {}

  /**
   * Begins to read.
   *
   * @param lines the input; closed with this
   * @param patient whether a window waits until it is full (a file), or takes what is there (a
   *     pipe)
   */
  public ReadAhead(Utf8Lines lines, boolean patient) {
    this.lines = lines;
    this.patient = patient;
    reader = new Thread(this::readAll, "truchman-input");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Gives the next lines, waiting for the first of them.
   *
   * @return 1 to {@link #WINDOW_LINES} lines, or none at the end of the input
   * @throws org.truchman.text.corpus.CorpusException if the input is malformed, after all the lines
   *     before that place were given
   */
  public List<String> window() throws InterruptedException {
    List<String> window = new ArrayList<>();
    while (last == null && window.size() < WINDOW_LINES) {
      Item item = patient || window.isEmpty() ? queue.take() : queue.poll();
      if (item == null) {
        return window;
      }
      if (item.line() == null) {
        last = item;
      } else {
        window.add(item.line());
      }
    }
    if (window.isEmpty() && last.failure() != null) {
      throw last.failure();
    }
    return window;
  }

  @Override
  public void close() {
    reader.interrupt();
  }

  private void readAll() {
    try {
      queue.put(readLines());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt(); // nobody waits for lines any more
    }
  }

  /** Puts all lines into the queue; gives what comes after them: the end, or what is wrong. */
  private Item readLines() throws InterruptedException {
    try (lines) {
      while (lines.hasNext()) {
        queue.put(new Item(lines.next(), null));
      }
      return new Item(null, null);
    } catch (RuntimeException failure) {
      return new Item(null, failure);
    }
  }
}
