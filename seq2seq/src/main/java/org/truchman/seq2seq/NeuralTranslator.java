package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;
import org.truchman.seq2seq.service.BatchSearch;
import org.truchman.seq2seq.service.SearchPool;
import org.truchman.seq2seq.service.ServiceOptions;
import org.truchman.seq2seq.tensor.NativeHeap;

/**
 * Translates lines with a trained model.
 *
 * <pre>{@code
 * try (NeuralTranslator translator = NeuralTranslator.open(Path.of("models/en-de"))) {
 *   Translation best = translator.translate("A dog runs.");
 * }
 * }</pre>
 *
 * <p>Thread-safe: any number of threads share one. A fixed number of workers owns the engine;
 * callers put their sentences into one queue, and those of different callers are searched together.
 * The translation of a line does not depend on the lines beside it, on the number of workers, or on
 * the form that was asked for. Nothing touches the network.
 *
 * <p>There are three forms. A line or a list is waited for, and so is room in the queue. A future
 * is given at once; when the queue is full it is refused. A stream is translated window by window
 * as it is read, in constant memory.
 *
 * <p>All of them throw {@link LongLineException} if a line is too long and {@link LongLines#FAIL}
 * was chosen, {@link IllegalArgumentException} if the options ask for a search that is not allowed,
 * and {@link IllegalStateException} if the translator is closed, also while the caller waits.
 */
public final class NeuralTranslator implements AutoCloseable {
  private final ModelDirectory directory;
  private final Configuration configuration;
  private final ServiceOptions service;
  private final LineText text;
  private final EngineRuntime engine;
  private final int threads;
  private final ModelGroup models;
  private final SearchPool pool;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong batches = new AtomicLong();

  private NeuralTranslator(
      ModelGroup models,
      TranslatorOptions options,
      EngineRuntime engine,
      UnaryOperator<BatchSearch> around) {
    this.models = models;
    this.directory = models.first().directory();
    SearchConfig search = searchOf(directory, options);
    this.configuration = directory.configuration().withSearch(models.way().in(search));
    this.text =
        new LineText(
            models.first().text(), options.longLines(), configuration.search().maxSourceLength());
    this.engine = engine;
    int processors = Runtime.getRuntime().availableProcessors();
    int wanted = options.engine().threads();
    this.service = options.service().decided(engine.isGpu(), processors, wanted);
    this.threads = wanted > 0 ? wanted : Math.max(1, processors / service.workers());
    this.pool =
        new SearchPool(
            service,
            () -> EngineRuntime.setUpThread(threads),
            around.apply(this::search),
            closedMessage());
  }

  private List<List<Hypothesis>> search(List<SourceSentence> sources, SearchConfig config) {
    List<List<Hypothesis>> found =
        new CorpusSearch(models.scorers(), config).searchSentences(sources);
    NativeHeap.afterBatch(batches.incrementAndGet());
    return found;
  }

  /** Opens a model with the automatic device and the model's own search. */
  public static NeuralTranslator open(Path model) {
    return open(model, TranslatorOptions.defaults());
  }

  /**
   * Opens a model; every file of it is verified.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model is missing, damaged,
   *     or of another format version
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  public static NeuralTranslator open(Path model, TranslatorOptions options) {
    return open(model, options, UnaryOperator.identity());
  }

  /**
   * Opens several models that translate together: the log-probability of a piece is the weighted
   * mean of theirs. The first one's search settings hold.
   *
   * @param models at least one, with the same target vocabulary
   * @param weights of each, above 0; none for equal ones
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if a model is missing, damaged, or
   *     of another format version
   * @throws IllegalArgumentException if a model does not fit to the first one, naming both
   */
  public static NeuralTranslator open(
      List<Path> models, List<Double> weights, TranslatorOptions options) {
    return open(models, weights, options, UnaryOperator.identity());
  }

  /** The same, with something around the search of a batch, so that a test can hold it. */
  static NeuralTranslator open(
      Path model, TranslatorOptions options, UnaryOperator<BatchSearch> around) {
    return open(List.of(model), List.of(), options, around);
  }

  private static NeuralTranslator open(
      List<Path> models,
      List<Double> weights,
      TranslatorOptions options,
      UnaryOperator<BatchSearch> around) {
    List<ModelDirectory> directories = models.stream().map(ModelDirectory::open).toList();
    EngineRuntime engine = EngineRuntime.open(options.engine());
    try {
      SearchConfig search = searchOf(directories.get(0), options);
      ModelGroup group = ModelGroup.load(directories, weights, engine, search);
      try {
        return new NeuralTranslator(group, options, engine, around);
      } catch (RuntimeException | Error e) {
        group.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private static SearchConfig searchOf(ModelDirectory model, TranslatorOptions options) {
    return options.search() == null ? model.configuration().search() : options.search();
  }

  /** Translates one line; see {@link #translate(List, RequestOptions)}. */
  public Translation translate(String line) {
    return translate(line, RequestOptions.defaults());
  }

  /** Translates one line; see {@link #translate(List, RequestOptions)}. */
  public Translation translate(String line, RequestOptions options) {
    return translate(List.of(line), options).get(0);
  }

  /** Translates lines; see {@link #translate(List, RequestOptions)}. */
  public List<Translation> translate(List<String> lines) {
    return translate(lines, RequestOptions.defaults());
  }

  /**
   * Translates lines, and waits for all of them.
   *
   * @return as many translations, in the same order; a blank line gives an empty one
   * @throws LongLineException if a line is too long and {@link LongLines#FAIL} was chosen; nothing
   *     was translated then
   * @throws TimeLimitException if they are not there within the options' time limit
   * @throws TranslationInterruptedException if the calling thread is interrupted; its flag stays
   *     set, and nothing of the call waits any more
   * @throws IllegalStateException if the translator is closed, before or meanwhile
   */
  public List<Translation> translate(List<String> lines, RequestOptions options) {
    TranslationCall call = begin(new TranslationCall.Source(lines, 0), options);
    return call.await();
  }

  /** Translates a line without waiting; see {@link #translateAsync(String, RequestOptions)}. */
  public CompletableFuture<Translation> translateAsync(String line) {
    return translateAsync(line, RequestOptions.defaults());
  }

  /**
   * Translates a line without waiting. The text is cut into pieces before this returns.
   *
   * @return the translation to be; cancelling it takes its sentences out of the queue. It fails
   *     with {@link TimeLimitException} when the options' time limit has passed, and with {@link
   *     IllegalStateException} when the translator is closed. What depends on it may itself wait
   *     for translations: no worker runs it
   * @throws QueueFullException if the queue has no room for the line; nothing was begun then. An
   *     empty queue has room for every line
   * @throws LongLineException if the line is too long and {@link LongLines#FAIL} was chosen
   */
  public CompletableFuture<Translation> translateAsync(String line, RequestOptions options) {
    TranslationCall call = prepare(new TranslationCall.Source(List.of(line), 0), options);
    if (!call.offer()) {
      throw new QueueFullException(call.sentences(), service.queueSize());
    }
    return call.answer();
  }

  /** Translates a stream of lines; see {@link #translate(Stream, RequestOptions)}. */
  public Stream<Translation> translate(Stream<String> lines) {
    return translate(lines, RequestOptions.defaults());
  }

  /**
   * Translates a stream of lines of any length, in order and in constant memory.
   *
   * <p>Nothing is read before the first translation is asked for, by whatever reads the result;
   * then up to 48 lines are read before the first comes out, and up to 2,048 ahead later on. Who
   * needs each answer before the next line exists takes {@link #translate(String)}.
   *
   * @return the translations; closing it takes back what is under way and closes {@code lines}. Its
   *     reader gets the exceptions of {@link #translate(List, RequestOptions)}; the time limit
   *     counts for each line from when it is read
   */
  public Stream<Translation> translate(Stream<String> lines, RequestOptions options) {
    requireOpen();
    Iterator<String> source = lines.iterator();
    TranslationWindows windows = new TranslationWindows(source, window -> begin(window, options));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(windows, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(windows::close)
        .onClose(lines::close);
  }

  private TranslationCall begin(TranslationCall.Source source, RequestOptions options) {
    TranslationCall call = prepare(source, options);
    call.submit();
    return call;
  }

  private TranslationCall prepare(TranslationCall.Source source, RequestOptions options) {
    requireOpen();
    SearchConfig wanted = options.search().apply(configuration.search());
    // A search that this model cannot do is refused here, by its setting's name.
    SearchConfig allowed = configuration.withSearch(wanted).search();
    if (allowed.method() == SearchMethod.SAMPLE && !options.terminology().isEmpty()) {
      throw new IllegalArgumentException(
          "search.method is sample, and a draw cannot promise a terminology; allowed with it: the"
              + " method beam");
    }
    if (options.aligned()) {
      models.requireAttention();
    }
    requireDecided(allowed);
    return new TranslationCall(text, pool, allowed, options, source);
  }

  /** The weights were made ready for one way to search, when the translator was opened. */
  private void requireDecided(SearchConfig wanted) {
    SearchConfig own = configuration.search();
    if (wanted.precision() != own.precision() || wanted.shortlist() != own.shortlist()) {
      throw new IllegalArgumentException(
          "the request asks for search.precision "
              + wanted.precision()
              + " and search.shortlist "
              + wanted.shortlist()
              + "; the translator was opened with "
              + own.precision()
              + " and "
              + own.shortlist()
              + ". Set them in TranslatorOptions, and leave them as they are in requests");
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException(closedMessage());
    }
  }

  private String closedMessage() {
    return "the translator of " + directory.path() + " is closed";
  }

  /** What the model says about itself. */
  public ModelCard card() {
    return ModelCard.of(directory);
  }

  /**
   * The settings in use: the model's, with the search that was asked for; precision and shortlist
   * as they were decided.
   */
  public Configuration configuration() {
    return configuration;
  }

  /** Where it computes, with how many workers and in which numbers, in words. */
  public String device() {
    return engine.description(service.workers(), threads) + ", " + models.way();
  }

  /** Sentences that wait for a worker. */
  public int waiting() {
    return pool.waiting();
  }

  /** Arrays of the engine that are alive below its manager, for a test that none is forgotten. */
  int liveArrays() {
    return engine.call(() -> engine.manager().getManagedArrays().size());
  }

  /**
   * Closes the translator. Whoever waits for a translation, or for room in the queue, gets an
   * {@link IllegalStateException}; this returns when the workers have ended. An interrupt does not
   * shorten it, and is kept.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      pool.close();
      interrupted |= Thread.interrupted();
      models.close();
      engine.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
