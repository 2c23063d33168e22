package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.service.Deadline;
import org.truchman.seq2seq.service.SearchPool;
import org.truchman.seq2seq.service.SentenceJob;
import org.truchman.text.IndexedLine;

/**
 * The lines of one call on their way through the pool.
 *
 * <p>They are cut into pieces when it is made and put together when the result is asked for, both
 * on the caller's thread.
 */
final class TranslationCall {
  private final LineText text;
  private final SearchPool pool;
  private final RequestOptions options;
  private final Deadline deadline;
  private final LineDemands demands;
  private final List<Line> lines = new ArrayList<>();
  private final List<SentenceJob> jobs = new ArrayList<>();

  /** A line: its sentences, none if it is blank, and their jobs. */
  private record Line(List<PlannedSentence> sentences, List<SentenceJob> jobs) {
    List<List<Hypothesis>> found() {
      return jobs.stream().map(job -> job.found().join()).toList();
    }
  }

  /**
   * Prepares the lines; the time limit begins.
   *
   * @param search the settings, changed as the call's options ask
   * @param options of the call: its time limit, and what it asks of translations
   * @throws LongLineException if a line is too long, where that is not allowed
   */
  TranslationCall(
      LineText text, SearchPool pool, SearchConfig search, RequestOptions options, Source source) {
    this.text = text;
    this.pool = pool;
    this.options = options;
    this.deadline = Deadline.after(options.timeLimit());
    this.demands = text.demands(options);
    for (int i = 0; i < source.lines().size(); i++) {
      List<IndexedLine> cut = text.sentences(source.lines().get(i), source.before() + i, search);
      List<PlannedSentence> sentences = text.planned(cut, options, demands);
      List<SentenceJob> ofLine =
          sentences.stream().map(sentence -> new SentenceJob(sentence.source(), search)).toList();
      lines.add(new Line(sentences, ofLine));
      jobs.addAll(ofLine);
    }
    // Sentences of like length pad each other least, and short ones at the end divide evenly.
    jobs.sort(Comparator.comparingInt(SentenceJob::length).reversed());
  }

  /**
   * Lines to be translated together.
   *
   * @param before lines that came earlier in the same input
   */
  record Source(List<String> lines, long before) {}

  /** Sentences of all lines. */
  int sentences() {
    return jobs.size();
  }

  /** Hands everything in, or nothing if the queue has no room. */
  boolean offer() {
    return pool.offer(jobs);
  }

  /**
   * Hands everything in, waiting for room.
   *
   * @throws TimeLimitException if that takes longer than allowed; nothing waits any more then
   * @throws TranslationInterruptedException likewise, when interrupted
   */
  void submit() {
    boolean submitted = false;
    try {
      submitted = pool.submit(jobs, deadline);
      if (!submitted) {
        throw new TimeLimitException(options.timeLimit());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      if (!submitted) {
        withdraw();
      }
    }
  }

  /**
   * Waits for the results; whatever prevents them, nothing of this call waits any more then.
   *
   * @throws TimeLimitException if they are not there in time
   * @throws TranslationInterruptedException when interrupted
   * @throws IllegalStateException if the translator is closed meanwhile, or the search failed
   */
  List<Translation> await() {
    boolean complete = false;
    try {
      for (SentenceJob job : jobs) {
        job.found().get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
      }
      complete = true;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException e) {
      throw new TimeLimitException(options.timeLimit());
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (!complete) {
        withdraw();
      }
    }
    return translations();
  }

  private static TranslationInterruptedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new TranslationInterruptedException(e);
  }

  /** A failure of a worker, with the place of the caller beside that of the worker. */
  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause.getMessage(), cause);
  }

  private List<Translation> translations() {
    return lines.stream()
        .map(line -> text.join(line.sentences(), line.found(), demands, options.aligned()))
        .toList();
  }

  /** Takes back what still waits. */
  void withdraw() {
    pool.withdraw(jobs);
  }

  /**
   * The translation of the only line, when it is there. Completed on the default executor of {@link
   * CompletableFuture}, never by a worker, so that what depends on it may wait for other
   * translations. However it ends otherwise, its sentences leave the queue.
   */
  CompletableFuture<Translation> answer() {
    CompletableFuture<Translation> answer = new CompletableFuture<>();
    CompletableFuture<?>[] found =
        jobs.stream().map(SentenceJob::found).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(found)
        .whenCompleteAsync(
            (nothing, failure) -> {
              if (failure == null) {
                answer.completeAsync(() -> translations().get(0), Runnable::run);
              } else {
                answer.completeExceptionally(failureOf(failure));
              }
            });
    if (options.timeLimit() != null) {
      limit(answer);
    }
    answer.whenComplete(
        (translation, failure) -> {
          if (failure != null) {
            withdraw();
          }
        });
    return answer;
  }

  /** The clock is a future of its own: it takes its alarm back when the answer comes first. */
  private void limit(CompletableFuture<Translation> answer) {
    CompletableFuture<Void> clock = new CompletableFuture<>();
    clock.whenComplete(
        (nothing, late) -> {
          if (late != null) {
            answer.completeExceptionally(new TimeLimitException(options.timeLimit()));
          }
        });
    clock.orTimeout(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    answer.whenComplete((translation, failure) -> clock.complete(null));
  }

  private static Throwable failureOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof Error ? cause : new IllegalStateException(cause.getMessage(), cause);
  }
}
