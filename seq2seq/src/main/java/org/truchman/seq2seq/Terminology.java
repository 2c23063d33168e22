package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;

/**
 * How certain phrases are to be translated. Where a line has such a phrase, its translation must
 * have the other one, at least once.
 *
 * <p>Phrases are looked for in whole words, from left to right; of several that begin at one place
 * the longest counts, and what stands in it does not count by itself. A phrase that is there with
 * several translations is content with any of them. Immutable.
 */
public final class Terminology {
  /** No terms. */
  public static final Terminology NONE = of(List.of());

  private final Map<String, List<Entry>> byFirstWord = new HashMap<>();

  /**
   * A phrase of a line.
   *
   * @param source as it stands there
   * @param targets what its translation may be, at least one
   */
  record Entry(String source, List<String> targets) {}

  private Terminology(List<Term> terms) {
    Map<String, List<String>> targets = new LinkedHashMap<>();
    for (Term term : terms) {
      targets.computeIfAbsent(term.source(), source -> new ArrayList<>()).add(term.target());
    }
    targets.forEach(
        (source, some) ->
            byFirstWord
                .computeIfAbsent(source.substring(0, wordEnd(source, 0)), word -> new ArrayList<>())
                .add(new Entry(source, List.copyOf(some))));
    Comparator<Entry> longestFirst =
        Comparator.comparingInt((Entry entry) -> entry.source().length()).reversed();
    byFirstWord.values().forEach(entries -> entries.sort(longestFirst));
  }

  /** The terms of a list. */
  public static Terminology of(List<Term> terms) {
    return new Terminology(terms);
  }

  /**
   * Reads terms from a file, plain or gzip: in each line a phrase, a tab, and its translation.
   * Empty lines are passed over.
   *
   * @throws CorpusException if the file cannot be read, or a line is no such pair, naming it
   */
  public static Terminology read(Path file) {
    List<Term> terms = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (lines.hasNext()) {
        String line = lines.next();
        if (!line.isEmpty()) {
          terms.add(term(line, file + ":" + lines.lineNumber()));
        }
      }
    }
    return of(terms);
  }

  private static Term term(String line, String place) {
    String[] sides = line.split("\t", -1);
    if (sides.length != 2) {
      throw new CorpusException(
          place + ": has " + (sides.length - 1) + " tabs; a term is a phrase, a tab, and another");
    }
    try {
      return new Term(sides[0], sides[1]);
    } catch (IllegalArgumentException e) {
      throw new CorpusException(place + ": " + e.getMessage(), e);
    }
  }

  /** Whether there are no terms. */
  public boolean isEmpty() {
    return byFirstWord.isEmpty();
  }

  /** The phrases of a line in normal form that have terms, each once. */
  List<Entry> in(String line) {
    Map<String, Entry> found = new LinkedHashMap<>();
    for (int at = 0; at < line.length(); ) {
      int end = wordEnd(line, at);
      for (Entry entry : byFirstWord.getOrDefault(line.substring(at, end), List.of())) {
        if (WholeWords.standAt(entry.source(), line, at)) {
          found.put(entry.source(), entry);
          end = at + entry.source().length();
          break;
        }
      }
      at = end;
    }
    return List.copyOf(found.values());
  }

  /** Where the word that begins at a place ends; a character that is part of none is one. */
  private static int wordEnd(String line, int at) {
    int end = at + Character.charCount(line.codePointAt(at));
    while (WholeWords.isInside(line, end)) {
      end += Character.charCount(line.codePointAt(end));
    }
    return end;
  }
}
