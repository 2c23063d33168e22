package org.truchman.seq2seq.data.prepared;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PairIndexer;
import org.truchman.seq2seq.files.PartFiles;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CleanCorpus;
import org.truchman.text.corpus.CleanPair;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusFilter;
import org.truchman.text.corpus.CorpusProgress;
import org.truchman.text.corpus.CorpusProgress.Stage;
import org.truchman.text.corpus.CorpusReport;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.corpus.DropReason;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.OrderedWork;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.RejectedPairs;
import org.truchman.text.corpus.Rejections;
import org.truchman.text.corpus.SentencePair;

/**
 * Prepares a corpus: raw parallel text in, a {@link PreparedCorpus} out.
 *
 * <ol>
 *   <li>Pairs are read, brought to normal form and filtered; the kept ones go to a temporary file.
 *   <li>The text pipelines are learnt, from a random choice where there are more than {@code
 *       learnPairs}; unless they are given.
 *   <li>Pairs become piece ids, behind the tag of their corpus; those with too many pieces are
 *       dropped.
 *   <li>They are shuffled where that is wanted, and written as shards.
 * </ol>
 *
 * <p>The result depends on input, settings and seed alone, not on threads. The folder appears
 * complete or not at all. While it is made, it needs room for the kept text and, when shuffling,
 * for the ids twice.
 */
public final class CorpusPreparation {
  private static final int BLOCK_PAIRS = 1000;

  private final PreparationRequest request;
  private final Listener listener;
  private final BooleanSupplier stop;
  private final Path folder;
  private final Path work;

  /** Hears how it goes, on the calling thread. */
  public interface Listener extends CorpusProgress {
    /** Something that a person should know. */
    void message(String line);

    /** Hears nothing. */
    Listener SILENT =
        new Listener() {
          @Override
          public void message(String line) {}

          @Override
          public void reached(Stage stage, long done, long total) {}
        };
  }

  private CorpusPreparation(
      PreparationRequest request, Listener listener, BooleanSupplier stop, Path folder)
      throws IOException {
    this.request = request;
    this.listener = listener;
    this.stop = stop;
    this.folder = folder;
    this.work = Files.createDirectory(folder.resolve("work"));
  }

  /**
   * Prepares a corpus.
   *
   * @param request what to prepare
   * @param listener hears how it goes
   * @param stop asked again and again; when it says yes, everything is removed
   * @return the corpus, open; empty if it was told to stop
   * @throws CorpusException if a text cannot be used, or the output is there already
   * @throws UncheckedIOException if something cannot be written
   */
  public static Optional<PreparedCorpus> run(
      PreparationRequest request, Listener listener, BooleanSupplier stop) {
    Path file = request.options().rejected();
    try (PartFolder part = new PartFolder(request.output(), request.options().replace());
        RejectedPairs rejected = file == null ? null : RejectedPairs.open(file)) {
      Rejections rejections = rejected == null ? Rejections.NONE : rejected;
      new CorpusPreparation(request, listener, stop, part.path()).prepare(rejections);
      part.publish();
      if (rejected != null) {
        rejected.publish();
      }
    } catch (CancellationException stopped) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(request.output() + ": cannot be written", e);
    }
    return Optional.of(PreparedCorpus.open(request.output()));
  }

  private void prepare(Rejections rejections) throws IOException {
    try (CleanCorpus clean =
        CleanCorpus.of(request.train(), work, rejections, this::progress, stop)) {
      requirePairs(clean.report());
      ValidationText valid = ValidationText.read(request.valid());
      TextPipelines text = learn(clean);
      text.save(folder.resolve(PreparedCorpus.TEXT));
      String fingerprint =
          PreparedManifest.sha256(folder.resolve(PreparedCorpus.TEXT).resolve("text.json"));
      valid = valid.shortEnough(text, maxLength());
      Indexed indexed = index(clean, text, fingerprint, rejections);
      write(clean, valid, indexed, fingerprint);
    }
    PartFiles.delete(work);
  }

  private void requirePairs(CorpusReport report) {
    if (report.kept() == 0) {
      throw new CorpusException(
          request.train().sources().stream()
                  .map(CorpusSource::names)
                  .collect(Collectors.joining(", "))
              + " hold no pair with text on both sides that may be kept: "
              + report);
    }
  }

  private Configuration configuration() {
    return request.configuration();
  }

  private int maxLength() {
    return configuration().training().maxLength();
  }

  private void progress(Stage stage, long done, long total) {
    if (stop.getAsBoolean()) {
      throw new CancellationException("told to stop while the corpus was prepared");
    }
    listener.reached(stage, done, total);
  }

  private TextPipelines learn(CleanCorpus clean) {
    if (request.text() != null) {
      return request.text();
    }
    int limit = request.options().learnPairs();
    if (clean.size() > limit) {
      listener.message(
          String.format(
              Locale.ROOT,
              "subwords and vocabulary are learnt from %d of %d pairs, chosen at random",
              limit,
              clean.size()));
    }
    return TextPipelines.learn(
        clean.sample(limit, configuration().training().seed()),
        configuration().text(),
        configuration().sourceLanguage(),
        configuration().targetLanguage(),
        (stage, done, total) -> progress(Stage.LEARNING, done, total));
  }

  /**
   * The training pairs as shards.
   *
   * @param report what was read and dropped, those with too many pieces too
   * @param parts what each corpus gave, where there is more to say than one corpus as it is
   */
  private record Indexed(
      List<ShardedCorpusWriter.Shard> shards,
      CorpusReport report,
      boolean shuffled,
      List<PreparedCorpus.Part> parts) {}

  private Indexed index(
      CleanCorpus clean, TextPipelines text, String fingerprint, Rejections rejections)
      throws IOException {
    int vocabulary = Math.max(text.source().vocabulary().size(), text.target().vocabulary().size());
    // Corpora with weights stay apart; each epoch mixes them.
    boolean shuffled = !request.isWeighted() && request.options().shuffling().applies(clean.size());
    int[] kept = new int[request.shares().size()];
    long tooLong;
    try (ShardedCorpusWriter writer = new ShardedCorpusWriter(folder, fingerprint, vocabulary)) {
      if (shuffled) {
        tooLong = shuffle(clean, text, writer, kept, rejections);
      } else {
        tooLong = index(clean, text, (number, pair) -> writer.add(pair), kept, rejections);
      }
      CorpusReport report = clean.report().withDropped(DropReason.TOO_LONG, tooLong);
      if (report.kept() == 0) {
        throw noneShortEnough("training", maxLength());
      }
      return new Indexed(writer.finish(), report, shuffled, parts(kept));
    }
  }

  private List<PreparedCorpus.Part> parts(int[] kept) {
    List<PreparedCorpus.Part> parts = new ArrayList<>();
    for (int i = 0; i < kept.length && request.hasParts(); i++) {
      CorpusSource source = request.train().sources().get(i);
      Path file = source.files().isEmpty() ? null : source.files().get(0).getFileName();
      String name = file == null ? source.name() : file.toString();
      parts.add(new PreparedCorpus.Part(name, kept[i], request.shares().get(i)));
    }
    return parts;
  }

  private static CorpusException noneShortEnough(String name, int limit) {
    return new CorpusException(
        "no "
            + name
            + " pair is within "
            + limit
            + " pieces; raise training.maxLength or split the lines");
  }

  private long shuffle(
      CleanCorpus clean,
      TextPipelines text,
      ShardedCorpusWriter writer,
      int[] kept,
      Rejections rejections)
      throws IOException {
    long seed = configuration().training().seed();
    // Four bytes an id, and a piece has two bytes of text or more.
    long expectedBytes = 2 * clean.bytes();
    try (BucketShuffle shuffle = new BucketShuffle(work, expectedBytes, seed)) {
      long tooLong = index(clean, text, shuffle::add, kept, rejections);
      long total = clean.size() - tooLong;
      shuffle.drain(writer::add, done -> progress(Stage.SHUFFLING, done, total));
      return tooLong;
    }
  }

  /** Takes pairs with their numbers. */
  @FunctionalInterface
  private interface Target {
    void add(int number, IndexedPair pair) throws IOException;
  }

  /** A pair of text, and its ids unless it is too long. */
  private record Entry(CleanPair pair, Optional<IndexedPair> ids) {}

  /**
   * Gives every kept pair to the target, in order.
   *
   * @param kept is told how many there are of each corpus
   * @return how many were too long
   */
  private long index(
      CleanCorpus clean, TextPipelines text, Target target, int[] kept, Rejections rejections) {
    PairIndexer indexer = new PairIndexer(text, maxLength());
    long[] counts = new long[2]; // all, too long
    try (CleanCorpus.Pairs pairs = clean.pairs(rejections);
        OrderedWork<List<Entry>> work =
            new OrderedWork<>(
                request.train().threads(),
                entries -> {
                  counts[1] += put(entries, target, kept, rejections);
                  counts[0] += entries.size();
                  progress(Stage.INDEXING, counts[0], clean.size());
                })) {
      while (pairs.hasNext()) {
        List<CleanPair> block = new ArrayList<>(BLOCK_PAIRS);
        while (block.size() < BLOCK_PAIRS && pairs.hasNext()) {
          block.add(pairs.next());
        }
        work.add(() -> block.stream().map(pair -> entry(pair, indexer)).toList());
      }
      work.finish();
    }
    return counts[1];
  }

  private Entry entry(CleanPair pair, PairIndexer indexer) {
    return new Entry(pair, indexer.index(pair.pair(), request.shares().get(pair.corpus()).tag()));
  }

  private long put(List<Entry> entries, Target target, int[] kept, Rejections rejections) {
    long tooLong = 0;
    for (Entry entry : entries) {
      CleanPair pair = entry.pair();
      if (entry.ids().isPresent()) {
        try {
          target.add(pair.number(), entry.ids().get());
          kept[pair.corpus()]++;
        } catch (IOException e) {
          throw new UncheckedIOException(folder + ": the pairs' ids cannot be written", e);
        }
      } else {
        tooLong++;
        rejections.add(DropReason.TOO_LONG, pair.file(), pair.pair());
      }
    }
    return tooLong;
  }

  private void write(CleanCorpus clean, ValidationText valid, Indexed indexed, String fingerprint)
      throws IOException {
    byte[] validBytes = PreparedCorpus.validBytes(valid.pairs());
    write(PreparedCorpus.VALID, validBytes);
    JsonObject report = new JsonObject();
    report.add("training", indexed.report().toJson());
    report.add("validation", valid.report().toJson());
    write("report.json", StrictJson.pretty(report).getBytes(StandardCharsets.UTF_8));
    List<String> table = table(clean, valid, indexed);
    write("report.txt", (String.join("\n", table) + "\n").getBytes(StandardCharsets.UTF_8));
    PreparedManifest manifest =
        new PreparedManifest(
            maxLength(),
            configuration().training().seed(),
            indexed.shuffled(),
            request.text() == null ? Math.min(clean.size(), request.options().learnPairs()) : 0,
            fingerprint,
            PreparedManifest.sha256(validBytes),
            sources(),
            report,
            indexed.parts(),
            indexed.shards().stream()
                .map(
                    shard ->
                        new PreparedManifest.Shard(
                            shard.file(), shard.header().pairs(), shard.header().bodyChecksum()))
                .toList());
    write(PreparedManifest.FILE, manifest.toBytes());
    tell(clean, valid, indexed);
  }

  private void tell(CleanCorpus clean, ValidationText valid, Indexed indexed) {
    listener.message("training: " + indexed.report());
    if (indexed.report().dropped().containsKey(DropReason.TOO_LONG)) {
      listener.message(
          "too long is what has more than " + maxLength() + " pieces (training.maxLength)");
    }
    if (clean.damaged() > 0) {
      listener.message(
          "training: "
              + clean.damaged()
              + " pairs have U+FFFD in place of bytes that are not UTF-8");
    }
    listener.message("validation: " + valid.report());
    indexed.parts().forEach(part -> listener.message("corpus " + part));
  }

  private List<String> table(CleanCorpus clean, ValidationText valid, Indexed indexed) {
    List<String> lines = new ArrayList<>();
    lines.add("training pairs");
    indexed.report().table().forEach(line -> lines.add("  " + line));
    if (clean.damaged() > 0) {
      lines.add("  with U+FFFD in place of bytes that are not UTF-8: " + clean.damaged());
    }
    indexed.parts().forEach(part -> lines.add("  corpus " + part));
    lines.add("validation pairs");
    valid.report().table().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private List<PreparedCorpus.SourceFile> sources() {
    return Stream.concat(request.train().sources().stream(), Stream.of(request.valid()))
        .flatMap(source -> source.files().stream())
        .map(
            file ->
                new PreparedCorpus.SourceFile(
                    file.toAbsolutePath().toString(), PreparedManifest.sha256(file)))
        .toList();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  /**
   * The validation text, which stays in memory.
   *
   * @param pairs as they stand in the file
   */
  private record ValidationText(List<SentencePair> pairs, CorpusReport report) {
    static ValidationText read(CorpusSource source) {
      try (ParallelCorpus corpus = source.open(InvalidText.FAIL)) {
        CorpusFilter filter = new CorpusFilter(corpus.iterator());
        List<SentencePair> pairs = new ArrayList<>();
        filter.forEachRemaining(pairs::add);
        if (pairs.isEmpty()) {
          throw new CorpusException(source.names() + " hold no pair with text on both sides");
        }
        return new ValidationText(pairs, filter.report());
      }
    }

    ValidationText shortEnough(TextPipelines text, int limit) {
      PairIndexer indexer = new PairIndexer(text, limit);
      List<SentencePair> kept =
          pairs.stream().filter(pair -> indexer.index(pair).isPresent()).toList();
      if (kept.isEmpty()) {
        throw noneShortEnough("validation", limit);
      }
      return new ValidationText(
          kept, report.withDropped(DropReason.TOO_LONG, pairs.size() - kept.size()));
    }
  }
}
