package org.truchman.text.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.truchman.text.normalize.Normalizer;

/** One reading of a corpus: blocks of pairs are judged on several threads and kept in order. */
final class CorpusCleaner implements AutoCloseable {
  private static final int BLOCK_PAIRS = 1000;
  private static final int BLOCK_CHARACTERS = 1 << 19;

  private final CorpusCleaning cleaning;
  private final Rejections rejections;
  private final CorpusProgress progress;
  private final BooleanSupplier stop;
  private final Path spool;
  private final OutputStream out;
  private final Map<DuplicateKind, DuplicateFinder> finders = new EnumMap<>(DuplicateKind.class);
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private long read;
  private long damaged;
  private int candidates;

  CorpusCleaner(
      CorpusCleaning cleaning,
      Path folder,
      Rejections rejections,
      CorpusProgress progress,
      BooleanSupplier stop)
      throws IOException {
    this.cleaning = cleaning;
    this.rejections = rejections;
    this.progress = progress;
    this.stop = stop;
    this.spool = folder.resolve("pairs.spool");
    this.out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 18);
    for (DuplicateKind kind : cleaning.duplicates()) {
      finders.put(kind, new DuplicateFinder(folder, kind.name()));
    }
  }

  CleanCorpus run() throws IOException {
    try (OrderedWork<Judged> work = new OrderedWork<>(cleaning.threads(), this::keep)) {
      for (int corpus = 0; corpus < cleaning.sources().size(); corpus++) {
        readOne(corpus, work);
      }
      work.finish();
    }
    out.close();
    progress.reached(CorpusProgress.Stage.READING, read, read);
    Map<DuplicateKind, BitSet> duplicates = findDuplicates();
    return new CleanCorpus(
        spool,
        cleaning.sources(),
        candidates,
        duplicates,
        new CorpusReport(read, dropped),
        damaged);
  }

  private void readOne(int corpus, OrderedWork<Judged> work) {
    CorpusSource source = cleaning.sources().get(corpus);
    try (ParallelCorpus pairs = source.open(cleaning.invalid())) {
      List<SentencePair> block = new ArrayList<>();
      int characters = 0;
      for (SentencePair pair : pairs) {
        block.add(pair);
        characters += pair.source().length() + pair.target().length();
        if (block.size() == BLOCK_PAIRS || characters > BLOCK_CHARACTERS) {
          List<SentencePair> full = block;
          work.add(() -> judge(corpus, full));
          block = new ArrayList<>();
          characters = 0;
        }
      }
      List<SentencePair> last = block;
      work.add(() -> judge(corpus, last));
    }
  }

  /** What became of a block. */
  private record Judged(
      int corpus, int pairs, int kept, int damaged, byte[] text, byte[] hashes, List<Drop> drops) {}

  private record Drop(DropReason reason, SentencePair pair) {}

  /** Judges a block, on any thread. */
  private Judged judge(int corpus, List<SentencePair> block) throws IOException {
    PairSpool.Block text = new PairSpool.Block();
    int kinds = cleaning.duplicates().size();
    ByteBuffer hashes = ByteBuffer.allocate(block.size() * kinds * DuplicateFinder.HASH_BYTES);
    List<Drop> drops = new ArrayList<>();
    int damagedHere = 0;
    for (SentencePair pair : kept(block, drops)) {
      damagedHere += pair.damaged() ? 1 : 0;
      text.add(corpus, pair);
      for (DuplicateKind kind : cleaning.duplicates()) {
        DuplicateFinder.hash(kind.key(pair.source(), pair.target()), hashes);
      }
    }
    int kept = block.size() - drops.size();
    return new Judged(
        corpus, block.size(), kept, damagedHere, text.toBytes(), hashes.array(), drops);
  }

  /** The pairs of a block that are kept, in normal form, and why the others are not. */
  private List<SentencePair> kept(List<SentencePair> block, List<Drop> drops) {
    List<SentencePair> ruled = new ArrayList<>();
    for (SentencePair raw : block) {
      SentencePair pair = normal(raw);
      Optional<DropReason> reason = reason(pair);
      if (reason.isPresent()) {
        drops.add(new Drop(reason.get(), pair));
      } else {
        ruled.add(pair);
      }
    }
    if (cleaning.language() == null) {
      return ruled;
    }
    List<SentencePair> kept = new ArrayList<>();
    DropReason[] reasons = cleaning.language().reasons(ruled);
    for (int i = 0; i < reasons.length; i++) {
      if (reasons[i] == null) {
        kept.add(ruled.get(i));
      } else {
        drops.add(new Drop(reasons[i], ruled.get(i)));
      }
    }
    // Rejected pairs are told in the order in which they stand in the files.
    drops.sort(Comparator.comparingLong(drop -> drop.pair().lineNumber()));
    return kept;
  }

  private static SentencePair normal(SentencePair raw) {
    return new SentencePair(
        Normalizer.normalize(raw.source()),
        Normalizer.normalize(raw.target()),
        raw.lineNumber(),
        raw.damaged());
  }

  private Optional<DropReason> reason(SentencePair pair) {
    return pair.damaged() && cleaning.invalid() == InvalidText.DROP
        ? Optional.of(DropReason.UNDECODABLE)
        : cleaning.rules().reason(pair.source(), pair.target());
  }

  /** Keeps what is left of a block; the blocks come in order. */
  private void keep(Judged block) {
    if (stop.getAsBoolean()) {
      throw new CancellationException("told to stop while the corpus was read");
    }
    String file = cleaning.sources().get(block.corpus()).name();
    for (Drop drop : block.drops()) {
      dropped.merge(drop.reason(), 1L, Long::sum);
      rejections.add(drop.reason(), file, drop.pair());
    }
    read += block.pairs();
    damaged += block.damaged();
    if (candidates > Integer.MAX_VALUE - block.kept()) {
      throw new CorpusException(
          file + ": more than " + Integer.MAX_VALUE + " pairs in all; prepare them in parts");
    }
    try {
      out.write(block.text());
      addHashes(block);
    } catch (IOException e) {
      throw new UncheckedIOException(spool + ": cannot be written", e);
    }
    candidates += block.kept();
    progress.reached(CorpusProgress.Stage.READING, read, 0);
  }

  private void addHashes(Judged block) throws IOException {
    ByteBuffer hashes = ByteBuffer.wrap(block.hashes());
    for (int i = 0; i < block.kept(); i++) {
      for (DuplicateFinder finder : finders.values()) {
        finder.add(candidates + i, hashes.getLong(), hashes.getLong());
      }
    }
  }

  private Map<DuplicateKind, BitSet> findDuplicates() throws IOException {
    Map<DuplicateKind, BitSet> found = new EnumMap<>(DuplicateKind.class);
    BitSet all = new BitSet();
    int done = 0;
    for (Map.Entry<DuplicateKind, DuplicateFinder> finder : finders.entrySet()) {
      progress.reached(CorpusProgress.Stage.COMPARING, done++, finders.size());
      BitSet same = finder.getValue().find(all);
      found.put(finder.getKey(), same);
      all.or(same);
      dropped.merge(finder.getKey().reason(), (long) same.cardinality(), Long::sum);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    out.close();
    for (DuplicateFinder finder : finders.values()) {
      finder.close();
    }
  }
}
