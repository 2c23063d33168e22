package org.truchman.seq2seq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The translations of an input of any length, in order and in constant memory: while the lines of
 * one window are handed out, the next one is translated. Windows double from few lines to many, so
 * that the first result comes soon. No thread is begun; lines are read when translations are asked
 * for.
 */
final class TranslationWindows implements Iterator<Translation> {
  /** Lines of the first window. */
  static final int FIRST = 16;

  /** Lines of a window at most; about 30 batches, enough to sort them by length. */
  static final int MOST = 1024;

  private static final int WINDOWS = 2;

  private final Iterator<String> lines;
  private final Function<TranslationCall.Source, TranslationCall> begin;
  private final Deque<TranslationCall> flying = new ArrayDeque<>();
  private Iterator<Translation> ready = List.<Translation>of().iterator();
  private int size = FIRST;
  private long read;

  /**
   * Prepares; reads nothing.
   *
   * @param begin gives a call whose lines are handed in
   */
  TranslationWindows(
      Iterator<String> lines, Function<TranslationCall.Source, TranslationCall> begin) {
    this.lines = lines;
    this.begin = begin;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      while (flying.size() < WINDOWS && lines.hasNext()) {
        beginNext();
      }
      if (flying.isEmpty()) {
        return false;
      }
      ready = flying.remove().await().iterator();
    }
    return true;
  }

  private void beginNext() {
    List<String> window = new ArrayList<>();
    while (window.size() < size && lines.hasNext()) {
      window.add(lines.next());
    }
    flying.add(begin.apply(new TranslationCall.Source(window, read)));
    read += window.size();
    size = Math.min(MOST, 2 * size);
  }

  @Override
  public Translation next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all lines are translated");
    }
    return ready.next();
  }

  /** Takes back what is under way. */
  void close() {
    flying.forEach(TranslationCall::withdraw);
    flying.clear();
  }
}
