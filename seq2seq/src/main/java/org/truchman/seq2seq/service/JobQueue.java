package org.truchman.seq2seq.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sentences that wait, first come, first served, and the rule by which they become batches.
 *
 * <p>A worker takes its share: of all that wait or are being searched, as many as there would be
 * for each worker. So ten thousand lines go in full batches, the last few are divided, and a lone
 * sentence goes at once. Those who were answered a moment ago are likely to come back: if fewer
 * wait than were there at the end of the last batch, the worker waits for them, but no longer than
 * the oldest sentence has waited the delay. Without that, eight callers who come back one after the
 * other would be searched one by one.
 */
final class JobQueue {
  private final ServiceOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Set<SentenceJob> waiting = new LinkedHashSet<>();
  private final Set<SentenceJob> searching = new LinkedHashSet<>();
  private int crowd;
  private boolean closed;

  /** A queue for so many workers, which must be decided. */
  JobQueue(ServiceOptions options) {
    this.options = options;
  }

  /** What became of jobs that were to be added. */
  enum Admission {
    /** All of them wait now. */
    ADDED,
    /** There was no room, or none in time. Some may wait already. */
    FULL,
    /** The queue is closed. Some may have been added before. */
    CLOSED
  }

  /**
   * Adds jobs in their order, waiting for room.
   *
   * @throws InterruptedException when interrupted; some may wait already
   */
  Admission put(List<SentenceJob> jobs, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (SentenceJob job : jobs) {
        while (!closed && waiting.size() >= options.queueSize()) {
          filled.signalAll();
          long left = deadline.nanosLeft();
          if (left <= 0) {
            return Admission.FULL;
          }
          emptied.awaitNanos(left);
        }
        if (closed) {
          return Admission.CLOSED;
        }
        add(job);
      }
      filled.signalAll();
      return Admission.ADDED;
    } finally {
      lock.unlock();
    }
  }

  /** Adds all jobs or, when there is no room for all, none; an empty queue has room for any. */
  Admission offer(List<SentenceJob> jobs) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      if (!waiting.isEmpty() && waiting.size() + jobs.size() > options.queueSize()) {
        return Admission.FULL;
      }
      jobs.forEach(this::add);
      filled.signalAll();
      return Admission.ADDED;
    } finally {
      lock.unlock();
    }
  }

  private void add(SentenceJob job) {
    job.arriveAt(System.nanoTime());
    waiting.add(job);
  }

  /**
   * Takes the next batch, waiting for it.
   *
   * @return at least one job, all with the same search; none when the queue is closed
   */
  List<SentenceJob> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        if (waiting.isEmpty()) {
          filled.await();
        } else {
          long patience = patience();
          if (patience <= 0) {
            return nextBatch();
          }
          filled.awaitNanos(patience);
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds to wait for more. */
  private long patience() {
    SentenceJob oldest = waiting.iterator().next();
    int expected = Math.min(oldest.search().batchSize(), share(crowd));
    if (waiting.size() >= Math.min(expected, options.queueSize())) {
      return 0;
    }
    return options.delay().toNanos() - (System.nanoTime() - oldest.arrival());
  }

  private int share(int jobs) {
    return (jobs + options.workers() - 1) / options.workers();
  }

  private List<SentenceJob> nextBatch() {
    SentenceJob first = waiting.iterator().next();
    int most = Math.min(first.search().batchSize(), share(waiting.size() + searching.size()));
    List<SentenceJob> batch = new ArrayList<>();
    int longest = 0;
    for (SentenceJob job : waiting) {
      if (!job.search().equals(first.search())) {
        continue;
      }
      longest = Math.max(longest, job.length() + 1);
      boolean tooMany = (long) longest * (batch.size() + 1) > options.batchTokens();
      if (batch.size() == most || (tooMany && !batch.isEmpty())) {
        break;
      }
      batch.add(job);
    }
    batch.forEach(waiting::remove);
    searching.addAll(batch);
    emptied.signalAll();
    return batch;
  }

  /** Says that a batch is searched; to be called before its callers hear of it. */
  void done(List<SentenceJob> batch) {
    lock.lock();
    try {
      crowd = waiting.size() + searching.size();
      batch.forEach(searching::remove);
    } finally {
      lock.unlock();
    }
  }

  /** Takes jobs out that nobody wants any more; those in a batch already are searched. */
  void remove(Collection<SentenceJob> jobs) {
    lock.lock();
    try {
      jobs.forEach(waiting::remove);
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Jobs that wait. */
  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the queue: nothing comes in or goes out any more.
   *
   * @return the jobs that wait or are being searched
   */
  List<SentenceJob> close() {
    lock.lock();
    try {
      closed = true;
      List<SentenceJob> open = new ArrayList<>(searching);
      open.addAll(waiting);
      waiting.clear();
      filled.signalAll();
      emptied.signalAll();
      return open;
    } finally {
      lock.unlock();
    }
  }
}
