package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Cuts plain tokenised text, marking with {@code @@} what does not end its word: byte for byte what
 * subword-nmt 0.3.8 gives, its vocabulary threshold and glossaries included. Blanks at the ends of
 * a line stay, those between words become one. Thread-safe.
 *
 * @see <a href="https://github.com/rsennrich/subword-nmt">subword-nmt, apply-bpe</a>
 */
public final class PlainBpe {
  /** Follows a piece that does not end its word. */
  public static final String SEPARATOR = "@@";

  private static final int CACHED_WORDS = 1 << 16;

  private final BpeSegmenter segmenter;
  private final Settings settings;
  private final Map<String, BpeMerge> origins = new HashMap<>();
  private final List<Glossary> glossaries;
  private final Pattern whole;
  private final BoundedCache<String> cache = new BoundedCache<>(CACHED_WORDS);

  /**
   * How text is cut.
   *
   * @param vocabulary pieces, with their separator, that may be used; others are taken apart. Empty
   *     for no limit
   * @param glossaries regular expressions of what is never cut
   * @param dropout how often merges are left out
   */
  public record Settings(Set<String> vocabulary, List<String> glossaries, BpeDropout dropout) {
    /** Copies the collections. */
    public Settings {
      vocabulary = Set.copyOf(vocabulary);
      glossaries = List.copyOf(glossaries);
      Objects.requireNonNull(dropout, "dropout");
    }

    /** No limit, no glossary, no dropout. */
    public static Settings plain() {
      return new Settings(Set.of(), List.of(), new BpeDropout(0, 0));
    }
  }

  /** A glossary as subword-nmt uses it: for the whole word, and for parts of it. */
  private record Glossary(Pattern whole, Pattern part) {}

  /**
   * Cuts with these codes.
   *
   * @param codes the merges
   * @param settings how
   * @throws IllegalArgumentException if a glossary is no regular expression, or fits nothing at all
   */
  public PlainBpe(BpeCodes codes, Settings settings) {
    this.segmenter = new BpeSegmenter(codes);
    this.settings = settings;
    this.glossaries = settings.glossaries().stream().map(PlainBpe::glossary).toList();
    this.whole =
        glossaries.isEmpty()
            ? null
            : pattern("^(?:" + String.join("|", settings.glossaries()) + ")$");
    // The first merge that makes a symbol, a repeated one counted where it stands last.
    LinkedHashSet<BpeMerge> lastFirst = new LinkedHashSet<>();
    for (int i = codes.size() - 1; i >= 0; i--) {
      lastFirst.add(codes.merges().get(i));
    }
    lastFirst.forEach(merge -> origins.put(merge.merged(), merge));
  }

  private static Glossary glossary(String expression) {
    Glossary glossary = new Glossary(pattern("^" + expression + "$"), pattern(expression));
    if (glossary.part.matcher("").find()) {
      throw new IllegalArgumentException(
          "glossary \"" + expression + "\" fits the empty text; it must fit some character");
    }
    return glossary;
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression, Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "glossary \"" + expression + "\" is no regular expression: " + e.getDescription(), e);
    }
  }

  /**
   * Cuts the words of a line.
   *
   * @param line words separated by blanks
   * @param epoch which time the text is cut; with the number, it decides what dropout leaves out
   * @param number the number of the line
   * @return the line with its words cut
   * @throws IllegalArgumentException if a surrogate lacks its partner
   */
  public String segment(String line, long epoch, long number) {
    StrictUtf8.requireWhole(line);
    int start = 0;
    while (start < line.length() && isSpace(line.charAt(start))) {
      start++;
    }
    int end = line.length();
    while (end > start && isSpace(line.charAt(end - 1))) {
      end--;
    }
    RandomGenerator random =
        settings.dropout().rate() > 0 ? settings.dropout().random(epoch, number) : null;
    StringBuilder cut = new StringBuilder(line.length() * 3 / 2).append(line, 0, start);
    String between = "";
    for (int from = start; from < end; ) {
      int blank = line.indexOf(' ', from);
      int to = blank < 0 || blank > end ? end : blank;
      if (to > from) {
        String word = line.substring(from, to);
        cut.append(between).append(random == null ? cache.get(word, this::cut) : cut(word, random));
        between = " ";
      }
      from = to + 1;
    }
    return cut.append(line, end, line.length()).toString();
  }

  /**
   * Joins the pieces of a line again. A word that itself ends in {@link #SEPARATOR} is joined to
   * the next one, as subword-nmt's way of undoing does it.
   *
   * @param line a line that was cut
   * @return the line before
   */
  public static String join(String line) {
    String joined = line.replace(SEPARATOR + " ", "");
    return joined.endsWith(SEPARATOR)
        ? joined.substring(0, joined.length() - SEPARATOR.length())
        : joined;
  }

  /**
   * Demands that a vocabulary can come of these codes: that it has at least one of their symbols,
   * or a single character.
   *
   * @param vocabulary pieces, with their separator
   * @param codes the merges
   * @param name what the vocabulary is called in the message
   * @return the vocabulary
   * @throws IllegalArgumentException if no merge makes any of its pieces
   */
  public static Set<String> requireFit(Set<String> vocabulary, BpeCodes codes, String name) {
    Set<String> possible = new HashSet<>();
    for (BpeMerge merge : codes.merges()) {
      String merged = merge.merged();
      possible.add(
          merged.endsWith(BpeMerge.END)
              ? merged.substring(0, merged.length() - BpeMerge.END.length())
              : merged + SEPARATOR);
    }
    if (vocabulary.stream().noneMatch(piece -> possible.contains(piece) || isCharacter(piece))) {
      throw new IllegalArgumentException(
          name
              + ": does not fit the merges: they make none of its pieces; take the vocabulary that"
              + " was counted with these codes");
    }
    return vocabulary;
  }

  private static boolean isCharacter(String piece) {
    String text = piece.endsWith(SEPARATOR) ? join(piece) : piece;
    return text.codePointCount(0, text.length()) == 1;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\r' || c == '\n';
  }

  private String cut(String word) {
    return cut(word, null);
  }

  private String cut(String word, RandomGenerator random) {
    List<String> parts = List.of(word);
    for (Glossary glossary : glossaries) {
      List<String> finer = new ArrayList<>();
      parts.forEach(part -> isolate(part, glossary, finer));
      parts = finer;
    }
    List<String> pieces = new ArrayList<>();
    for (String part : parts) {
      pieces.addAll(encode(part, random));
    }
    return String.join(SEPARATOR + " ", pieces);
  }

  private static void isolate(String word, Glossary glossary, List<String> parts) {
    if (glossary.whole.matcher(word).find()) {
      parts.add(word);
      return;
    }
    Matcher matcher = glossary.part.matcher(word);
    int from = 0;
    while (matcher.find()) {
      addUnlessEmpty(word.substring(from, matcher.start()), parts);
      addUnlessEmpty(matcher.group(), parts);
      from = matcher.end();
    }
    addUnlessEmpty(word.substring(from), parts);
  }

  private static void addUnlessEmpty(String part, List<String> parts) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private List<String> encode(String word, RandomGenerator random) {
    boolean single = word.codePointCount(0, word.length()) == 1;
    if (single || (whole != null && whole.matcher(word).find())) {
      return List.of(word);
    }
    List<String> pieces =
        random == null
            ? segmenter.segment(word)
            : segmenter.segment(word, settings.dropout().rate(), random);
    if (settings.vocabulary().isEmpty()) {
      return pieces;
    }
    List<String> known = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      addKnown(pieces.get(i), i == pieces.size() - 1, known);
    }
    return known;
  }

  /** Takes a piece apart, as it was put together, until the vocabulary has the parts. */
  private void addKnown(String piece, boolean isEnd, List<String> known) {
    BpeMerge origin = origins.get(isEnd ? piece + BpeMerge.END : piece);
    if (origin == null || settings.vocabulary().contains(isEnd ? piece : piece + SEPARATOR)) {
      known.add(piece);
      return;
    }
    String right = origin.right();
    addKnown(origin.left(), false, known);
    addKnown(
        isEnd ? right.substring(0, right.length() - BpeMerge.END.length()) : right, isEnd, known);
  }
}
