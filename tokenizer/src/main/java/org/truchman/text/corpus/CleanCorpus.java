package org.truchman.text.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The pairs of a corpus that are kept, on disk, to be walked as often as needed in constant memory.
 *
 * <p>All that grows with the corpus in memory is one bit for each pair and kind of duplicate looked
 * for. The text lies in normal form in a temporary file, so streams can be read as well as files,
 * and nothing is decompressed twice.
 */
public final class CleanCorpus implements AutoCloseable {
  private final Path spool;
  private final List<CorpusSource> sources;
  private final int candidates;
  private final Map<DuplicateKind, BitSet> duplicates;
  private final CorpusReport report;
  private final long damaged;
  private final List<Pairs> open = new ArrayList<>();

  CleanCorpus(
      Path spool,
      List<CorpusSource> sources,
      int candidates,
      Map<DuplicateKind, BitSet> duplicates,
      CorpusReport report,
      long damaged) {
    this.spool = spool;
    this.sources = sources;
    this.candidates = candidates;
    this.duplicates = duplicates;
    this.report = report;
    this.damaged = damaged;
  }

  /**
   * Reads and filters a corpus.
   *
   * @param cleaning what to read and what to keep
   * @param folder where temporary files go; it exists and has room for the text once more
   * @param rejections takes the pairs that a rule drops; duplicates come with {@link #pairs}
   * @param progress is told how far it is
   * @param stop asked between blocks of pairs
   * @return the pairs that are kept; the caller closes them
   * @throws CorpusException if a corpus cannot be read, or lines are missing
   * @throws java.util.concurrent.CancellationException if it was told to stop
   */
  public static CleanCorpus of(
      CorpusCleaning cleaning,
      Path folder,
      Rejections rejections,
      CorpusProgress progress,
      BooleanSupplier stop) {
    try (CorpusCleaner cleaner = new CorpusCleaner(cleaning, folder, rejections, progress, stop)) {
      return cleaner.run();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the corpus cannot be kept there", e);
    }
  }

  /** What was read, and what was dropped so far. */
  public CorpusReport report() {
    return report;
  }

  /** The number of pairs that are kept. */
  public int size() {
    return (int) report.kept();
  }

  /** The number of kept or duplicate pairs that hold U+FFFD in place of invalid bytes. */
  public long damaged() {
    return damaged;
  }

  /** Bytes of the kept text, duplicates included. */
  public long bytes() {
    try {
      return Files.size(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(spool + ": cannot be read", e);
    }
  }

  /**
   * Walks the kept pairs in the order of the corpus.
   *
   * @param rejections takes the duplicates on the way
   * @return the pairs; the caller closes them
   */
  public Pairs pairs(Rejections rejections) {
    Pairs pairs = new Pairs(rejections);
    open.add(pairs);
    return pairs;
  }

  /**
   * Some of the kept pairs, in the order of the corpus: every choice of so many is as likely.
   *
   * @param count how many at most; with fewer pairs than that, all of them
   * @param seed of the choice
   * @return can be walked once
   */
  public Iterable<SentencePair> sample(int count, long seed) {
    return () -> new Sample(pairs(Rejections.NONE), size(), count, new Random(seed));
  }

  /** Ends every walk that is not at its end, and removes the temporary file. */
  @Override
  public void close() {
    open.forEach(Pairs::close);
    try {
      Files.deleteIfExists(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(spool + ": cannot be removed", e);
    }
  }

  /** The kept pairs, one after the other. */
  public final class Pairs implements Iterator<CleanPair>, AutoCloseable {
    private final PairSpool.Reader reader;
    private final Rejections rejections;
    private int read;
    private CleanPair next;

    private Pairs(Rejections rejections) {
      this.rejections = rejections;
      try {
        this.reader = new PairSpool.Reader(spool);
      } catch (IOException e) {
        throw new UncheckedIOException(spool + ": cannot be read", e);
      }
    }

    @Override
    public boolean hasNext() {
      while (next == null && read < candidates) {
        CleanPair pair = read();
        DropReason reason = reason(pair.number());
        if (reason == null) {
          next = pair;
        } else {
          rejections.add(reason, pair.file(), pair.pair());
        }
      }
      return next != null;
    }

    @Override
    public CleanPair next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no pair is left after " + read);
      }
      CleanPair result = next;
      next = null;
      return result;
    }

    private CleanPair read() {
      try {
        SentencePair pair = reader.next();
        int corpus = reader.corpus();
        return new CleanPair(read++, corpus, sources.get(corpus).name(), pair);
      } catch (IOException e) {
        throw new UncheckedIOException(spool + ": cannot be read", e);
      }
    }

    private DropReason reason(int number) {
      for (Map.Entry<DuplicateKind, BitSet> kind : duplicates.entrySet()) {
        if (kind.getValue().get(number)) {
          return kind.getKey().reason();
        }
      }
      return null;
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(spool + ": cannot be closed", e);
      }
    }
  }

  /** Selection sampling: Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S. */
  private static final class Sample implements Iterator<SentencePair> {
    private final Pairs pairs;
    private final Random random;
    private int left;
    private int wanted;

    Sample(Pairs pairs, int size, int count, Random random) {
      this.pairs = pairs;
      this.random = random;
      this.left = size;
      this.wanted = Math.min(size, count);
    }

    @Override
    public boolean hasNext() {
      if (wanted == 0) {
        pairs.close();
      }
      return wanted > 0;
    }

    @Override
    public SentencePair next() {
      if (wanted == 0) {
        throw new NoSuchElementException("the sample was walked to its end");
      }
      CleanPair pair = pairs.next();
      while (wanted < left && random.nextDouble() * left >= wanted) {
        left--;
        pair = pairs.next();
      }
      left--;
      wanted--;
      return pair.pair();
    }
  }
}
