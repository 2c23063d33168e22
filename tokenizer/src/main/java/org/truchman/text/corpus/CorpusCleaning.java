package org.truchman.text.corpus;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pairs are read and which of them are kept.
 *
 * @param sources where the pairs come from, in order; at least one
 * @param invalid what becomes of bytes that are not UTF-8
 * @param rules what a pair must be like
 * @param language in which language the sides must be; null where nobody asks
 * @param duplicates which duplicates are dropped; of equal pairs the first is kept
 * @param threads that work on it, at least 1; no result depends on their number
 */
public record CorpusCleaning(
    List<CorpusSource> sources,
    InvalidText invalid,
    PairRules rules,
    LanguageRule language,
    Set<DuplicateKind> duplicates,
    int threads) {

  /** The same without a demand on languages. */
  public CorpusCleaning(
      List<CorpusSource> sources,
      InvalidText invalid,
      PairRules rules,
      Set<DuplicateKind> duplicates,
      int threads) {
    this(sources, invalid, rules, null, duplicates, threads);
  }

  /** Checks the numbers. */
  public CorpusCleaning {
    sources = List.copyOf(sources);
    duplicates = Collections.unmodifiableSet(new TreeSet<>(duplicates));
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there is no corpus to read; name at least one");
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d threads; at least 1 is needed", threads));
    }
  }

  /** Strict UTF-8, text on both sides, nothing else asked for. */
  public static CorpusCleaning of(List<CorpusSource> sources, int threads) {
    return new CorpusCleaning(sources, InvalidText.FAIL, PairRules.defaults(), Set.of(), threads);
  }
}
