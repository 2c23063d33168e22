package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.BatchSearch;
import org.truchman.seq2seq.service.ServiceOptions;

/** One translator shared by many callers, in all its forms. */
@Timeout(60)
class TranslationServiceTest {
  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static NeuralTranslator translator;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Gate gate = new Gate();

  @BeforeAll
  static void trainAndOpen() throws IOException {
    tiny = TinyTraining.in(folder);
    tiny.train("shared", TinyTraining.settings());
    translator = open(service().withWorkers(2));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  @AfterEach
  void endThreads() {
    gate.open();
    callers.shutdownNow();
  }

  private static ServiceOptions service() {
    return ServiceOptions.defaults();
  }

  private static TranslatorOptions options(ServiceOptions service) {
    SearchConfig search = SearchConfig.defaults().withNBest(3).withBatchSize(8);
    return TranslatorOptions.defaults()
        .withEngine(TinyTraining.engine())
        .withSearch(search)
        .withService(service);
  }

  private static NeuralTranslator open(ServiceOptions service) {
    return NeuralTranslator.open(tiny.model("shared"), options(service));
  }

  /** A translator whose one worker is held at the gate. */
  private NeuralTranslator gated(ServiceOptions service) {
    return NeuralTranslator.open(tiny.model("shared"), options(service.withWorkers(1)), gate);
  }

  /** Holds every batch until it is opened. */
  private static final class Gate implements UnaryOperator<BatchSearch> {
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger sentences = new AtomicInteger();

    @Override
    public BatchSearch apply(BatchSearch search) {
      return (sources, config) -> {
        sentences.addAndGet(sources.size());
        arrived.release();
        allowed.acquireUninterruptibly();
        return search.search(sources, config);
      };
    }

    void open() {
      allowed.release(Integer.MAX_VALUE / 4);
    }
  }

  /** Lines of many lengths, some blank, some in several parts. */
  private static List<String> lines(int count, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int numbers = i % 10 == 9 ? 60 : random.nextInt(16);
      lines.add(numbers == 15 ? " " : TinyTraining.english(numbers, random));
    }
    return lines;
  }

  private static void await(NeuralTranslator translator, int waiting) {
    while (translator.waiting() != waiting) {
      Thread.onSpinWait();
    }
  }

  // Whatever the form and the company, the translation is the same.

  @Test
  void eightThreadsGetWhatOneLineAtATimeGives() throws Exception {
    List<String> lines = lines(40, 1);
    List<Translation> alone = lines.stream().map(translator::translate).toList();
    for (int workers : new int[] {1, 2, 3}) {
      try (NeuralTranslator shared = open(service().withWorkers(workers))) {
        List<Future<List<Translation>>> found = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
          long seed = caller;
          found.add(callers.submit(() -> oneByOne(shared, lines, new Random(seed))));
        }
        for (Future<List<Translation>> one : found) {
          assertEquals(alone, one.get(), workers + " workers");
        }
      }
    }
  }

  private static List<Translation> oneByOne(
      NeuralTranslator shared, List<String> lines, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, lines.size()).boxed().toList());
    Collections.shuffle(order, random);
    List<Translation> found = new ArrayList<>(Collections.nCopies(lines.size(), null));
    for (int i : order) {
      found.set(i, shared.translate(lines.get(i)));
    }
    return found;
  }

  @Test
  void listsStreamsAndFuturesAgree() {
    List<String> lines = lines(120, 2);
    List<Translation> list = translator.translate(lines);
    assertEquals(list, translator.translate(lines.stream()).toList());
    List<CompletableFuture<Translation>> futures =
        lines.stream().map(translator::translateAsync).toList();
    assertEquals(list, futures.stream().map(CompletableFuture::join).toList());
  }

  @Test
  void batchTokensAndQueuesChangeNothing() {
    List<String> lines = lines(40, 3);
    List<Translation> expected = translator.translate(lines);
    for (ServiceOptions other :
        List.of(
            service().withBatchTokens(1),
            service().withBatchTokens(100),
            service().withQueueSize(1),
            service().withDelay(Duration.ZERO).withWorkers(4))) {
      try (NeuralTranslator changed = open(other)) {
        assertEquals(expected, changed.translate(lines), other.toString());
      }
    }
  }

  @Test
  void windowEdgesOfAStreamChangeNothing() {
    List<String> lines = lines(TranslationWindows.FIRST * 7 + 2, 4);
    List<Translation> expected = translator.translate(lines);
    int first = TranslationWindows.FIRST;
    for (int count : new int[] {0, 1, first - 1, first, first + 1, 3 * first, 3 * first + 1}) {
      assertEquals(
          expected.subList(0, count),
          translator.translate(lines.subList(0, count).stream()).toList(),
          count + " lines");
    }
    assertEquals(expected, translator.translate(lines.stream()).toList());
  }

  @Test
  void tenThousandEmptyLinesStayEmpty() {
    List<String> lines = Collections.nCopies(10_000, "");
    Translation empty = new Translation("", 0, List.of(new Alternative("", 0)));
    assertEquals(Collections.nCopies(10_000, empty), translator.translate(lines));
    assertEquals(10_000, translator.translate(lines.stream()).filter(empty::equals).count());
    assertEquals(empty, translator.translateAsync("  ").join());
  }

  @Test
  void noArrayIsForgottenWhateverTheForm() throws Exception {
    List<String> lines = lines(30, 5);
    translator.translate(lines);
    int before = translator.liveArrays();
    for (int round = 0; round < 5; round++) {
      List<Future<?>> rounds = new ArrayList<>();
      rounds.add(callers.submit(() -> translator.translate(lines)));
      rounds.add(callers.submit(() -> translator.translate(lines.stream()).count()));
      rounds.add(callers.submit(() -> lines.forEach(l -> translator.translateAsync(l).join())));
      for (Future<?> one : rounds) {
        one.get();
      }
    }
    assertEquals(before, translator.liveArrays());
  }

  // Options of a request.

  @Test
  void aRequestChangesTheSearchForItselfAlone() {
    List<String> lines = lines(20, 6);
    List<Translation> own = translator.translate(lines);
    SearchConfig greedy = SearchConfig.defaults().withBeamSize(1).withBatchSize(8);
    RequestOptions quick = RequestOptions.defaults().withBeam(1, 1);
    TranslatorOptions opened = options(service()).withSearch(greedy);
    try (NeuralTranslator other = NeuralTranslator.open(tiny.model("shared"), opened)) {
      assertEquals(other.translate(lines), translator.translate(lines, quick));
    }
    assertEquals(own, translator.translate(lines), "the others keep their search");
    assertEquals(1, translator.translate(lines.get(0), quick).alternatives().size());
    RequestOptions many = RequestOptions.defaults().withBeam(7, 7);
    assertEquals(7, translator.translate("Count one two.", many).alternatives().size());
  }

  @Test
  void changesOfARequestAddUp() {
    RequestOptions request =
        RequestOptions.defaults()
            .withBeam(9, 7)
            .withMaxLength(0, 2)
            .withLengthPenalty(0.5)
            .withSearch(own -> own.withMaxSourceLength(own.maxSourceLength() + 1));
    SearchConfig own = SearchConfig.defaults().withNBest(5);
    SearchConfig expected =
        SearchConfig.defaults()
            .withBeamSize(9)
            .withNBest(7)
            .withLengthPenalty(0.5)
            .withMaxLengthFactor(0)
            .withMaxLengthOffset(2)
            .withMaxSourceLength(101);
    assertEquals(expected, request.search().apply(own));
    assertEquals(own, RequestOptions.defaults().search().apply(own));
  }

  @Test
  void aRequestMaySplitLinesEarlier() {
    String line = "Count one two. Count three four.";
    RequestOptions earlier =
        RequestOptions.defaults().withSearch(own -> own.withMaxSourceLength(1));
    assertNotEquals(translator.translate(line), translator.translate(line, earlier));
    assertEquals(1, translator.translate(line, earlier).alternatives().size());
  }

  @Test
  void aSearchThatIsNotAllowedIsRefusedByName() {
    RequestOptions wrong = RequestOptions.defaults().withBeam(2, 3);
    for (Runnable call :
        List.<Runnable>of(
            () -> translator.translate("one", wrong),
            () -> translator.translateAsync("one", wrong),
            () -> translator.translate(Stream.of("one"), wrong).toList())) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
      assertTrue(e.getMessage().startsWith("search.nBest is 3"), e.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> RequestOptions.defaults().withTimeLimit(Duration.ZERO));
  }

  // Who does not want to wait.

  @Test
  void cancellingTakesARequestOutOfTheQueue() {
    try (NeuralTranslator held = gated(service())) {
      CompletableFuture<Translation> first = held.translateAsync("Count one.");
      gate.arrived.acquireUninterruptibly();
      CompletableFuture<Translation> second = held.translateAsync("Count two.");
      CompletableFuture<Translation> third = held.translateAsync("Count three.");
      assertEquals(2, held.waiting());
      assertTrue(second.cancel(false));
      assertEquals(1, held.waiting());
      gate.open();
      assertEquals(translator.translate("Count one."), first.join());
      assertEquals(translator.translate("Count three."), third.join());
      assertTrue(second.isCancelled());
      assertEquals(2, gate.sentences.get());
    }
  }

  @Test
  void aTimeLimitIsNamedAndLeavesNothingBehind() {
    RequestOptions hasty = RequestOptions.defaults().withTimeLimit(Duration.ofMillis(30));
    try (NeuralTranslator held = gated(service())) {
      CompletableFuture<Translation> patient = held.translateAsync("Count one.");
      gate.arrived.acquireUninterruptibly();
      String message = "no translation within the time limit of 30 milliseconds";
      TimeLimitException e =
          assertThrows(TimeLimitException.class, () -> held.translate("Count two.", hasty));
      assertEquals(message, e.getMessage());
      assertEquals(Duration.ofMillis(30), e.limit());
      CompletableFuture<Translation> late = held.translateAsync("Count two.", hasty);
      CompletionException wrapped = assertThrows(CompletionException.class, late::join);
      assertInstanceOf(TimeLimitException.class, wrapped.getCause());
      assertEquals(message, wrapped.getCause().getMessage());
      assertThrows(
          TimeLimitException.class, () -> held.translate(Stream.of("Count two."), hasty).toList());
      await(held, 0);
      gate.open();
      assertEquals(translator.translate("Count one."), patient.join());
    }
  }

  @Test
  void aLimitThatIsKeptChangesNothing() {
    RequestOptions calm = RequestOptions.defaults().withTimeLimit(Duration.ofMinutes(5));
    Translation expected = translator.translate("Count one.");
    assertEquals(expected, translator.translate("Count one.", calm));
    assertEquals(expected, translator.translateAsync("Count one.", calm).join());
  }

  @Test
  void aFullQueueRefusesFuturesAndLetsOthersWait() throws Exception {
    try (NeuralTranslator held = gated(service().withQueueSize(1))) {
      CompletableFuture<Translation> searched = held.translateAsync("Count one.");
      gate.arrived.acquireUninterruptibly();
      CompletableFuture<Translation> waiting = held.translateAsync("Count two.");
      QueueFullException e =
          assertThrows(QueueFullException.class, () -> held.translateAsync("Count three."));
      assertTrue(e.getMessage().contains("no room for 1 sentence more; 1 may wait"));
      assertEquals("", held.translateAsync("").join().text(), "a blank line needs no room");
      Future<List<Translation>> patient =
          callers.submit(() -> held.translate(List.of("Count three.", "Count four.")));
      assertFalse(patient.isDone());
      gate.open();
      assertEquals(translator.translate("Count one."), searched.join());
      assertEquals(translator.translate("Count two."), waiting.join());
      assertEquals(translator.translate(List.of("Count three.", "Count four.")), patient.get());
    }
  }

  @Test
  void anInterruptedCallerLeavesNothingBehind() throws Exception {
    try (NeuralTranslator held = gated(service().withQueueSize(2))) {
      CompletableFuture<Translation> patient = held.translateAsync("Count one.");
      gate.arrived.acquireUninterruptibly();
      for (int sentences : new int[] {1, 5}) { // waiting for the result, or for room
        List<String> lines = Collections.nCopies(sentences, "Count two.");
        AtomicBoolean flag = new AtomicBoolean();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller =
            new Thread(
                () -> {
                  Throwable e = assertThrows(Throwable.class, () -> held.translate(lines));
                  flag.set(Thread.currentThread().isInterrupted());
                  thrown.complete(e);
                });
        caller.start();
        await(held, Math.min(2, sentences));
        caller.interrupt();
        assertInstanceOf(TranslationInterruptedException.class, thrown.get());
        assertTrue(flag.get(), "the interrupt flag is kept");
        assertEquals(0, held.waiting());
      }
      gate.open();
      assertEquals(translator.translate("Count one."), patient.join());
      assertEquals(1, gate.sentences.get());
    }
  }

  @Test
  void closingLetsNoCallerHang() throws Exception {
    NeuralTranslator held = gated(service().withQueueSize(2));
    Future<?> searched = callers.submit(() -> held.translate("Count one."));
    gate.arrived.acquireUninterruptibly();
    CompletableFuture<Translation> future = held.translateAsync("Count two.");
    Future<?> waiting = callers.submit(() -> held.translate("Count three."));
    await(held, 2);
    Future<?> outside = callers.submit(() -> held.translate("Count four."));
    Future<?> stream = callers.submit(() -> held.translate(Stream.of("Count five.")).toList());
    Future<?> closer = callers.submit(held::close);
    for (Future<?> caller : List.of(searched, future, waiting, outside, stream)) {
      ExecutionException e = assertThrows(ExecutionException.class, caller::get);
      assertInstanceOf(IllegalStateException.class, e.getCause());
      assertTrue(e.getCause().getMessage().endsWith("is closed"), e.getCause().getMessage());
    }
    gate.open();
    closer.get();
    for (Runnable call :
        List.<Runnable>of(
            () -> held.translate("Count one."),
            () -> held.translateAsync("Count one."),
            () -> held.translate(Stream.of("Count one.")))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call::run);
      assertTrue(e.getMessage().endsWith("is closed"), e.getMessage());
    }
  }

  @Test
  void aThreadThatIsInterruptedMayClose() {
    NeuralTranslator opened = open(service());
    Thread.currentThread().interrupt();
    opened.close();
    assertTrue(Thread.interrupted(), "the interrupt flag is kept");
    assertThrows(IllegalStateException.class, () -> opened.translate("Count one."));
  }

  @Test
  void whatDependsOnAFutureMayTranslate() {
    try (NeuralTranslator single = open(service().withWorkers(1))) {
      Translation last =
          single
              .translateAsync("Count one.")
              .thenApply(first -> single.translate("Count two."))
              .thenCompose(second -> single.translateAsync("Count three."))
              .thenApply(third -> single.translateAsync("Count four.").join())
              .join();
      assertEquals(translator.translate("Count four."), last);
    }
  }

  // Streams.

  @Test
  void aStreamReadsOnlyAsFarAsItIsAsked() {
    AtomicInteger read = new AtomicInteger();
    Stream<String> endless =
        Stream.generate(() -> TinyTraining.english(read.incrementAndGet() % 5, new Random(8)));
    Stream<Translation> translations = translator.translate(endless);
    assertEquals(0, read.get(), "nothing is read before anybody asks");
    assertEquals(5, translations.limit(5).count());
    assertTrue(read.get() <= 3 * TranslationWindows.FIRST, read + " lines were read");
  }

  @Test
  void aStreamReadsTwoWindowsAheadAtMost() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger given = new AtomicInteger();
    AtomicInteger ahead = new AtomicInteger();
    Stream<String> blank =
        Stream.generate(() -> "").limit(20_000).peek(l -> read.incrementAndGet());
    translator
        .translate(blank)
        .forEach(t -> ahead.accumulateAndGet(read.get() - given.incrementAndGet(), Integer::max));
    assertEquals(20_000, given.get());
    assertTrue(ahead.get() <= 2 * TranslationWindows.MOST, ahead + " lines ahead");
  }

  @Test
  void closingAStreamTakesBackWhatIsUnderWay() {
    try (NeuralTranslator held = gated(service())) {
      AtomicBoolean closed = new AtomicBoolean();
      CompletableFuture<Translation> first = held.translateAsync("Count one.");
      gate.arrived.acquireUninterruptibly();
      Stream<String> lines = Stream.generate(() -> "Count two.").onClose(() -> closed.set(true));
      Stream<Translation> translations =
          held.translate(lines, RequestOptions.defaults().withTimeLimit(Duration.ofMillis(20)));
      assertThrows(TimeLimitException.class, translations.iterator()::next);
      translations.close();
      assertTrue(closed.get());
      assertEquals(0, held.waiting());
      gate.open();
      first.join();
    }
  }

  @Test
  void aLongLineInAStreamIsNamedByItsPlace() {
    String tooLong = TinyTraining.english(120, new Random(9));
    List<String> lines = new ArrayList<>(Collections.nCopies(TranslationWindows.FIRST, "one"));
    lines.add(tooLong);
    TranslatorOptions strict = options(service()).withLongLines(LongLines.FAIL);
    try (NeuralTranslator failing = NeuralTranslator.open(tiny.model("shared"), strict)) {
      LongLineException e =
          assertThrows(LongLineException.class, () -> failing.translate(lines.stream()).toList());
      assertEquals(TranslationWindows.FIRST, e.index());
      assertThrows(LongLineException.class, () -> failing.translateAsync(tooLong));
    }
  }

  // What it says of itself.

  @Test
  void theDeviceTellsOfTheWorkers() {
    try (NeuralTranslator three = open(service().withWorkers(3))) {
      assertEquals("cpu, 3 workers of 1 thread (asked for), int8 over shortlists", three.device());
    }
  }
}
