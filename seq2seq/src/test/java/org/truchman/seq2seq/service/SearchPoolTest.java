package org.truchman.seq2seq.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.SourceSentence;

@Timeout(20)
class SearchPoolTest {
  private static final Deadline NEVER = Deadline.after(null);

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<SearchPool> pools = new ArrayList<>();
  private RecordedSearch search = new RecordedSearch(false);

  @AfterEach
  void endThreads() {
    search.let(Integer.MAX_VALUE / 4);
    pools.forEach(SearchPool::close);
    callers.shutdownNow();
  }

  /** One worker that never waits for company, unless changed. */
  private static ServiceOptions options() {
    return ServiceOptions.defaults().withWorkers(1).withDelay(Duration.ZERO);
  }

  private SearchPool pool(ServiceOptions options) {
    SearchPool pool = new SearchPool(options, () -> {}, search, "the pool is closed");
    pools.add(pool);
    return pool;
  }

  private static SearchConfig config() {
    return SearchConfig.defaults();
  }

  /** A sentence of so many pieces that begins with its number. */
  private static SentenceJob job(int number, int length) {
    int[] source = new int[length];
    source[0] = number;
    return new SentenceJob(SourceSentence.of(source), config());
  }

  private static List<SentenceJob> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> job(number, 3)).toList();
  }

  private static int found(SentenceJob job) throws Exception {
    return job.found().get().get(0).pieces()[0];
  }

  private static void assertFound(List<SentenceJob> jobs, int from) throws Exception {
    for (int i = 0; i < jobs.size(); i++) {
      assertEquals(from + i, found(jobs.get(i)));
    }
  }

  /** A pool whose one worker is busy with sentence 0. */
  private SearchPool busy(ServiceOptions options) throws Exception {
    search = new RecordedSearch(true);
    SearchPool pool = pool(options);
    assertTrue(pool.submit(jobs(0, 1), NEVER));
    search.begun.acquire();
    return pool;
  }

  @Test
  void everySentenceGetsItsOwnResult() throws Exception {
    SearchPool pool = pool(ServiceOptions.defaults().withWorkers(3).withQueueSize(7));
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int caller = 0; caller < 8; caller++) {
      int first = 1000 * (caller + 1);
      tasks.add(
          () -> {
            for (int from = first; from < first + 100; from += 5) {
              List<SentenceJob> jobs = jobs(from, from + 5);
              assertTrue(pool.submit(jobs, NEVER));
              assertFound(jobs, from);
            }
            return null;
          });
    }
    for (Future<Void> task : callers.invokeAll(tasks)) {
      task.get();
    }
    assertEquals(8 * 100, search.sizes().stream().mapToInt(size -> size).sum());
    assertEquals(0, pool.waiting());
  }

  @Test
  void sentencesOfDifferentCallersAreSearchedTogether() throws Exception {
    SearchPool pool = busy(options());
    for (int number = 1; number < 8; number++) {
      assertTrue(pool.offer(jobs(number, number + 1)));
    }
    search.let(2);
    search.begun.acquire();
    assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7)), search.batches);
  }

  @Test
  void batchesHaveTheirSizeAtMost() throws Exception {
    SearchPool pool = pool(options());
    SearchConfig three = config().withBatchSize(3);
    List<SentenceJob> jobs =
        IntStream.range(0, 8)
            .mapToObj(i -> new SentenceJob(SourceSentence.of(new int[] {i}), three))
            .toList();
    assertTrue(pool.submit(jobs, NEVER));
    assertFound(jobs, 0);
    assertEquals(List.of(3, 3, 2), search.sizes());
  }

  @Test
  void batchesHaveSoManyPaddedPiecesAtMost() throws Exception {
    SearchPool pool = pool(options().withBatchTokens(30));
    // 9 pieces and an end make 10: three stand in a batch. One more piece each, and only two do.
    int[] lengths = {9, 9, 9, 9, 10, 100, 4, 4};
    List<SentenceJob> jobs =
        IntStream.range(0, lengths.length).mapToObj(i -> job(i, lengths[i])).toList();
    assertTrue(pool.submit(jobs, NEVER));
    assertFound(jobs, 0);
    assertEquals(
        List.of(List.of(0, 1, 2), List.of(3, 4), List.of(5), List.of(6, 7)), search.batches);
  }

  @Test
  void sentencesThatComeTogetherAreDividedAmongTheWorkers() throws Exception {
    search = new RecordedSearch(true);
    SearchPool pool = pool(options().withWorkers(2));
    assertTrue(pool.submit(jobs(0, 8), NEVER));
    search.begun.acquire(2);
    assertEquals(List.of(4, 4), search.sizes());
  }

  @Test
  void onlyEqualSearchesShareABatch() throws Exception {
    SearchPool pool = busy(options());
    SearchConfig greedy = config().withBeamSize(1);
    List<SentenceJob> jobs = new ArrayList<>();
    for (int i = 1; i < 7; i++) {
      jobs.add(new SentenceJob(SourceSentence.of(new int[] {i}), i % 2 == 0 ? greedy : config()));
    }
    assertTrue(pool.offer(jobs));
    search.let(3);
    assertFound(jobs, 1);
    assertEquals(List.of(List.of(0), List.of(1, 3, 5), List.of(2, 4, 6)), search.batches);
    assertEquals(List.of(config(), config(), greedy), search.configs);
  }

  @Test
  void offersAreRefusedWhenTheQueueIsFull() throws Exception {
    SearchPool pool = busy(options().withQueueSize(3));
    assertTrue(pool.offer(jobs(1, 3)));
    List<SentenceJob> tooMany = jobs(3, 5);
    assertFalse(pool.offer(tooMany));
    assertEquals(2, pool.waiting());
    assertTrue(pool.offer(jobs(5, 6)));
    search.let(2);
    search.begun.acquire();
    assertEquals(List.of(1, 2, 5), search.batches.get(1));
  }

  @Test
  void anEmptyQueueHasRoomForAnyOffer() throws Exception {
    SearchPool pool = busy(options().withQueueSize(3));
    assertTrue(pool.offer(jobs(1, 9)));
    assertFalse(pool.offer(jobs(9, 10)));
    assertEquals(8, pool.waiting());
  }

  @Test
  void submittersWaitForRoom() throws Exception {
    SearchPool pool = busy(options().withQueueSize(2));
    List<SentenceJob> jobs = jobs(1, 8);
    Future<Boolean> submitted = callers.submit(() -> pool.submit(jobs, NEVER));
    while (pool.waiting() < 2) {
      Thread.onSpinWait();
    }
    assertFalse(submitted.isDone());
    search.let(100);
    assertTrue(submitted.get());
    assertFound(jobs, 1);
  }

  @Test
  void submittersWaitNoLongerThanTheirDeadline() throws Exception {
    SearchPool pool = busy(options().withQueueSize(2));
    List<SentenceJob> jobs = jobs(1, 4);
    assertFalse(pool.submit(jobs, Deadline.after(Duration.ofMillis(1))));
    pool.withdraw(jobs);
    assertEquals(0, pool.waiting());
  }

  @Test
  void anInterruptEndsTheWaitForRoom() throws Exception {
    SearchPool pool = busy(options().withQueueSize(1));
    assertTrue(pool.offer(jobs(1, 2)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> pool.submit(jobs(2, 3), NEVER));
    assertFalse(Thread.interrupted());
    assertEquals(1, pool.waiting());
  }

  @Test
  void whatIsWithdrawnIsNeverSearched() throws Exception {
    SearchPool pool = busy(options());
    List<SentenceJob> kept = jobs(1, 3);
    List<SentenceJob> withdrawn = jobs(3, 6);
    assertTrue(pool.offer(withdrawn));
    assertTrue(pool.offer(kept));
    pool.withdraw(withdrawn);
    search.let(9);
    assertFound(kept, 1);
    assertEquals(List.of(List.of(0), List.of(1, 2)), search.batches);
    assertTrue(withdrawn.get(0).found().isCancelled());
  }

  @Test
  void aSentenceThatFailsHarmsNoOther() throws Exception {
    SearchPool pool = pool(options());
    List<SentenceJob> jobs = List.of(job(1, 2), job(RecordedSearch.POISON, 2), job(3, 2));
    assertTrue(pool.submit(jobs, NEVER));
    assertEquals(1, found(jobs.get(0)));
    assertEquals(3, found(jobs.get(2)));
    ExecutionException e = assertThrows(ExecutionException.class, () -> jobs.get(1).found().get());
    assertEquals("poison", e.getCause().getMessage());
    List<SentenceJob> later = jobs(7, 8);
    assertTrue(pool.submit(later, NEVER));
    assertFound(later, 7);
  }

  @Test
  void callersWhoWereThereAMomentAgoAreWaitedFor() throws Exception {
    SearchPool pool = pool(options().withDelay(Duration.ofMinutes(1)));
    List<SentenceJob> first = jobs(0, 3);
    assertTrue(pool.submit(first, NEVER));
    assertFound(first, 0);
    List<SentenceJob> second = jobs(3, 6);
    for (SentenceJob one : second) {
      assertTrue(pool.submit(List.of(one), NEVER));
    }
    assertFound(second, 3);
    assertEquals(List.of(3, 3), search.sizes());
  }

  @Test
  void callersWhoDoNotComeBackAreWaitedForNoLongerThanTheDelay() throws Exception {
    SearchPool pool = pool(options().withDelay(Duration.ofMillis(3)));
    List<SentenceJob> first = jobs(0, 3);
    assertTrue(pool.submit(first, NEVER));
    assertFound(first, 0);
    long start = System.nanoTime();
    List<SentenceJob> alone = jobs(3, 4);
    assertTrue(pool.submit(alone, NEVER));
    assertFound(alone, 3);
    assertTrue(System.nanoTime() - start >= 3_000_000);
  }

  @Test
  void aLoneCallerNeverWaitsForCompany() throws Exception {
    SearchPool pool = pool(options().withWorkers(2).withDelay(Duration.ofMinutes(1)));
    for (int number = 0; number < 50; number++) {
      List<SentenceJob> one = jobs(number, number + 1);
      assertTrue(pool.submit(one, NEVER));
      assertFound(one, number);
    }
    assertEquals(50, search.sizes().size());
  }

  @Test
  void closingLetsNobodyHang() throws Exception {
    SearchPool pool = busy(options().withQueueSize(2));
    List<SentenceJob> waiting = jobs(1, 3);
    assertTrue(pool.offer(waiting));
    List<SentenceJob> outside = jobs(3, 5);
    Future<Boolean> submitter = callers.submit(() -> pool.submit(outside, NEVER));
    Future<?> closer = callers.submit(pool::close);
    for (SentenceJob job : List.of(waiting.get(0), waiting.get(1))) {
      assertClosed(job);
    }
    assertTrue(submitter.get());
    assertClosed(outside.get(0));
    assertClosed(outside.get(1));
    assertFalse(closer.isDone(), "a worker is still at work");
    search.let(1);
    closer.get();
    List<SentenceJob> late = jobs(9, 10);
    assertTrue(pool.submit(late, NEVER));
    assertClosed(late.get(0));
    List<SentenceJob> later = jobs(10, 11);
    assertTrue(pool.offer(later));
    assertClosed(later.get(0));
    assertEquals(List.of(1), search.sizes());
  }

  private static void assertClosed(SentenceJob job) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> job.found().get());
    assertInstanceOf(IllegalStateException.class, e.getCause());
    assertEquals("the pool is closed", e.getCause().getMessage());
  }

  @Test
  void thoseWhoAreSearchedWhenThePoolIsClosedHearOfItAtOnce() throws Exception {
    search = new RecordedSearch(true);
    SearchPool pool = pool(options());
    List<SentenceJob> searched = jobs(0, 2);
    assertTrue(pool.submit(searched, NEVER));
    search.begun.acquire();
    Future<?> closer = callers.submit(pool::close);
    assertClosed(searched.get(0));
    assertClosed(searched.get(1));
    search.let(1);
    closer.get();
  }

  @Test
  void anInterruptDoesNotShortenClosing() throws Exception {
    SearchPool pool = busy(options());
    Future<Boolean> closer =
        callers.submit(
            () -> {
              Thread.currentThread().interrupt();
              pool.close();
              return Thread.currentThread().isInterrupted();
            });
    search.let(1);
    assertTrue(closer.get(), "the flag is kept");
  }

  @Test
  void aWorkerThatCannotBeginLetsNobodyHang() throws Exception {
    Runnable broken =
        () -> {
          throw new IllegalArgumentException("no such device");
        };
    SearchPool pool = new SearchPool(options(), broken, search, "closed");
    pools.add(pool);
    List<SentenceJob> jobs = jobs(0, 1);
    assertTrue(pool.submit(jobs, NEVER));
    ExecutionException e = assertThrows(ExecutionException.class, () -> jobs.get(0).found().get());
    assertTrue(e.getCause().getMessage().contains("no such device"), e.getCause().getMessage());
  }

  @Test
  void workersAreSetUpBeforeTheySearch() throws Exception {
    List<String> threads = new ArrayList<>();
    SearchPool pool =
        new SearchPool(
            options(),
            () -> threads.add(Thread.currentThread().getName()),
            (sources, config) -> {
              threads.add(Thread.currentThread().getName());
              return search.search(sources, config);
            },
            "closed");
    pools.add(pool);
    List<SentenceJob> jobs = jobs(0, 1);
    assertTrue(pool.submit(jobs, NEVER));
    assertFound(jobs, 0);
    assertEquals(List.of("truchman-worker-1", "truchman-worker-1"), threads);
  }

  @Test
  void resultsThatAreMissingAreAFailure() throws Exception {
    SearchPool pool = new SearchPool(options(), () -> {}, (sources, config) -> List.of(), "closed");
    pools.add(pool);
    List<SentenceJob> jobs = jobs(0, 1);
    assertTrue(pool.submit(jobs, NEVER));
    ExecutionException e = assertThrows(ExecutionException.class, () -> jobs.get(0).found().get());
    assertEquals("1 sentences were searched, 0 results came", e.getCause().getMessage());
  }

  @Test
  void aPoolNeedsAWorker() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> pool(options().withWorkers(0)));
    assertEquals("workers is 0; a pool needs at least 1", e.getMessage());
  }
}
