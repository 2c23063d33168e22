package org.truchman.seq2seq.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;

/**
 * A fixed number of workers that search the sentences of any number of callers in batches.
 *
 * <p>No caller's thread searches, and no worker's thread runs a caller's code, so gradient mode,
 * the teams of OpenMP and the engine's per-thread settings are decided once, when a worker starts.
 * A sentence on which a search fails harms no other: its batch is searched again, one by one.
 *
 * <p>Thread-safe.
 */
public final class SearchPool implements AutoCloseable {
  private final JobQueue queue;
  private final BatchSearch search;
  private final String closedMessage;
  private final List<Thread> workers = new ArrayList<>();
  private volatile Throwable broken;

  /**
   * Starts the workers.
   *
   * @param options with the number of workers decided, at least 1
   * @param setUp what each worker does first, on its own thread
   * @param closedMessage what those hear who wait when the pool is closed, or come later
   */
  public SearchPool(
      ServiceOptions options, Runnable setUp, BatchSearch search, String closedMessage) {
    if (options.workers() < 1) {
      throw new IllegalArgumentException("workers is 0; a pool needs at least 1");
    }
    this.queue = new JobQueue(options);
    this.search = search;
    this.closedMessage = closedMessage;
    for (int i = 1; i <= options.workers(); i++) {
      Thread worker = new Thread(() -> work(setUp), "truchman-worker-" + i);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  /**
   * Hands in jobs, waiting for room in the queue. When the pool is closed, they fail at once.
   *
   * @return whether all were handed in before the deadline
   * @throws InterruptedException when interrupted; the caller takes back what was handed in
   */
  public boolean submit(List<SentenceJob> jobs, Deadline deadline) throws InterruptedException {
    return admitted(queue.put(jobs, deadline), jobs);
  }

  /**
   * Hands in all jobs or none, without waiting. When the pool is closed, they fail at once.
   *
   * @return whether there was room
   */
  public boolean offer(List<SentenceJob> jobs) {
    return admitted(queue.offer(jobs), jobs);
  }

  private boolean admitted(JobQueue.Admission admission, List<SentenceJob> jobs) {
    if (admission == JobQueue.Admission.CLOSED) {
      fail(jobs);
    }
    return admission != JobQueue.Admission.FULL;
  }

  /** Takes jobs back that nobody waits for any more. */
  public void withdraw(Collection<SentenceJob> jobs) {
    queue.remove(jobs);
    jobs.forEach(job -> job.found().cancel(false));
  }

  /** Jobs that wait in the queue. */
  public int waiting() {
    return queue.size();
  }

  private void work(Runnable setUp) {
    try {
      setUp.run();
      for (List<SentenceJob> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        search(batch);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      // A worker that cannot go on must not leave callers waiting for it.
      broken = e;
      fail(queue.close());
    }
  }

  private void search(List<SentenceJob> batch) {
    List<List<Hypothesis>> found = null;
    Throwable failure = null;
    try {
      found = results(batch);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    if (failure != null && batch.size() > 1) {
      batch.forEach(job -> search(List.of(job)));
      return;
    }
    queue.done(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (failure == null) {
        batch.get(i).found().complete(found.get(i));
      } else {
        batch.get(i).found().completeExceptionally(failure);
      }
    }
  }

  private List<List<Hypothesis>> results(List<SentenceJob> batch) {
    List<SourceSentence> sources = batch.stream().map(SentenceJob::source).toList();
    List<List<Hypothesis>> found = search.search(sources, batch.get(0).search());
    if (found.size() != batch.size()) {
      throw new IllegalStateException(
          batch.size() + " sentences were searched, " + found.size() + " results came");
    }
    return found;
  }

  private void fail(Collection<SentenceJob> jobs) {
    for (SentenceJob job : jobs) {
      job.found().completeExceptionally(closedException());
    }
  }

  private IllegalStateException closedException() {
    Throwable cause = broken;
    return cause == null
        ? new IllegalStateException(closedMessage)
        : new IllegalStateException(closedMessage + ", because a worker failed: " + cause, cause);
  }

  /**
   * Ends the workers. Whoever waits, for room or for a result, gets an {@link
   * IllegalStateException} at once; batches that are being searched are searched to their end, and
   * then this returns. An interrupt does not shorten it, and is kept.
   */
  @Override
  public void close() {
    fail(queue.close());
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
