package org.truchman.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.Spans;
import org.truchman.text.subword.BoundedCache;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeDropout;
import org.truchman.text.subword.BpeSegmenter;
import org.truchman.text.subword.ChunkWord;
import org.truchman.text.subword.CorpusTag;
import org.truchman.text.subword.Markup;
import org.truchman.text.subword.PieceDecoder;
import org.truchman.text.subword.PieceEncoder;
import org.truchman.text.subword.PieceSpelling;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.WordTokenizer;

/**
 * The way from a line of one language to pieces of its vocabulary, and back.
 *
 * <ol>
 *   <li>{@link Normalizer} brings the line to its normal form;
 *   <li>{@link org.truchman.text.protect.SpanFinder} finds what is protected, where that is wanted;
 *   <li>{@link WordTokenizer} cuts what stands between blanks into words, and {@link
 *       org.truchman.text.words.JoinerMarks} marks where words touch;
 *   <li>{@link org.truchman.text.truecase.CaseSplitter} writes words in lower case beside {@link
 *       CaseMark}s, where that is wanted;
 *   <li>{@link BpeSegmenter} cuts words into pieces, {@link PieceEncoder} spells them with the
 *       vocabulary;
 *   <li>{@link Vocabulary} numbers them.
 * </ol>
 *
 * <p>For every string {@code s}, {@code line(pieces(s))} and {@code lineOfIds(ids(s))} equal {@code
 * Normalizer.normalize(s)}; with numbered spans, ids need what they stand for: {@code
 * lineOfIds(x.ids(), x.spans())} of {@code x = index(s)}. No piece is ever unknown, and no text
 * leads to a special token. Thread-safe.
 */
public final class TextPipeline {
  /** Chunks of text seen before; some 30 MB at most. */
  private static final int CACHED_CHUNKS = 1 << 16;

  private static final String BEGIN_UPPER = CaseMark.BEGIN_UPPER.piece();
  private static final String END_UPPER = CaseMark.END_UPPER.piece();
  private static final String BLANK = PieceSpelling.ofByte((byte) ' ');

  private final String language;
  private final Markup markup;
  private final LineCutter cutter;
  private final BpeCodes codes;
  private final Vocabulary vocabulary;
  private final BpeSegmenter segmenter;
  private final PieceEncoder encoder;
  private final BoundedCache<Chunk> cache = new BoundedCache<>(CACHED_CHUNKS);
  private final int blankId;
  private final BitSet placeholderIds = new BitSet();
  private final BitSet tagIds = new BitSet();

  /**
   * A pipeline of these stages, without marks of case and protected spans.
   *
   * @param language two- or three-letter code of the language
   * @param words cuts lines into words
   * @param codes cut words into pieces
   * @param vocabulary numbers the pieces
   * @throws IllegalArgumentException if the vocabulary lacks a byte piece or the lone mark, or
   *     holds a piece that is not spelled as {@link PieceSpelling} defines
   */
  public TextPipeline(String language, WordTokenizer words, BpeCodes codes, Vocabulary vocabulary) {
    this(language, words, Markup.NONE, codes, vocabulary);
  }

  /**
   * A pipeline of these stages.
   *
   * @param language two- or three-letter code of the language
   * @param words cuts lines into words
   * @param markup whether case is marked and which spans are protected
   * @param codes cut words into pieces
   * @param vocabulary numbers the pieces
   * @throws IllegalArgumentException if the vocabulary lacks a byte piece, the lone mark or a piece
   *     of the markup, or holds a piece that no text is spelled with
   */
  public TextPipeline(
      String language, WordTokenizer words, Markup markup, BpeCodes codes, Vocabulary vocabulary) {
    this.language = Objects.requireNonNull(language, "language");
    this.markup = markup;
    this.cutter = new LineCutter(words, markup.protection());
    this.codes = Objects.requireNonNull(codes, "codes");
    this.vocabulary = requireComplete(vocabulary, markup);
    this.segmenter = new BpeSegmenter(codes);
    this.encoder = new PieceEncoder(segmenter, vocabulary::contains, markup);
    this.blankId = vocabulary.id(BLANK);
    Placeholder.of(markup.protection())
        .forEach(placeholder -> placeholderIds.set(vocabulary.id(placeholder.piece())));
    markup.tags().forEach(tag -> tagIds.set(vocabulary.id(tag.piece())));
  }

  private static Vocabulary requireComplete(Vocabulary vocabulary, Markup markup) {
    for (String piece : vocabulary.pieces()) {
      if (!PieceSpelling.isValid(piece, markup)) {
        throw new IllegalArgumentException(
            "the vocabulary holds \"" + piece + "\", which no text is spelled with");
      }
    }
    List<String> needed = new ArrayList<>(PieceSpelling.bytes());
    needed.add(PieceSpelling.LONE_MARK);
    needed.addAll(markup.pieces());
    needed.removeIf(vocabulary::contains);
    if (!needed.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the vocabulary lacks %s; it needs every byte piece and the lone mark%s",
              needed.size() == 1 ? needed.get(0) : needed.size() + " pieces",
              markup.pieces().isEmpty() ? "" : ", and those of case and placeholders"));
    }
    return vocabulary;
  }

  /** The code of the language. */
  public String language() {
    return language;
  }

  /** The vocabulary; every piece that this pipeline gives is in it. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The merges that cut words into pieces. */
  public BpeCodes codes() {
    return codes;
  }

  /** Which pieces are no text. */
  public Markup markup() {
    return markup;
  }

  /**
   * The words of a line, as they are cut before case and merges: all its characters but the blanks,
   * in order. Protected spans are cut at their blanks only.
   *
   * @param line any text
   * @return words without marks; none for a blank line
   */
  public List<String> words(String line) {
    List<String> words = new ArrayList<>();
    cutter.cut(Normalizer.normalize(line), Spans.NONE, new Bare(words));
    return words;
  }

  /**
   * The pieces of a line. Where spans are numbered, their placeholders carry the text that they
   * stand for, so that {@link #line(List)} brings it back.
   *
   * @param line any text
   * @return its pieces, all in the vocabulary, placeholders under their {@link Markup#key}; empty
   *     for a blank line
   */
  public List<String> pieces(String line) {
    String normal = Normalizer.normalize(line);
    Assembly assembly = new Assembly();
    cutter.cut(normal, cutter.number(normal), new Cached(assembly));
    return assembly.pieces();
  }

  /**
   * The pieces of a line, its merges left out at random.
   *
   * @param line any text
   * @param dropout how often a merge is left out
   * @param random decides, such as {@link BpeDropout#random}
   * @return pieces that spell the line, as {@link #pieces(String)} gives them
   */
  public List<String> pieces(String line, BpeDropout dropout, RandomGenerator random) {
    String normal = Normalizer.normalize(line);
    Assembly assembly = new Assembly();
    cutter.cut(normal, cutter.number(normal), new Fresh(assembly, cutting(dropout, random)));
    return assembly.pieces();
  }

  private Function<String, List<String>> cutting(BpeDropout dropout, RandomGenerator random) {
    return word -> segmenter.segment(word, dropout.rate(), random);
  }

  /**
   * The text of pieces.
   *
   * @param pieces pieces in any order
   * @return one line in normal form
   * @throws IllegalArgumentException if a string is no piece
   */
  public String line(List<String> pieces) {
    return PieceDecoder.decode(pieces, markup, Spans.NONE);
  }

  /**
   * The ids of the pieces of a line, without BOS and EOS.
   *
   * @param line any text
   * @return ids of pieces, at least 4 each; empty for a blank line
   */
  public int[] ids(String line) {
    return index(line).ids();
  }

  /**
   * The ids of a line, and what its placeholders stand for.
   *
   * @param line any text
   */
  public IndexedLine index(String line) {
    String normal = Normalizer.normalize(line);
    Spans spans = cutter.number(normal);
    return new IndexedLine(idsOf(normal, spans), spans);
  }

  /**
   * The ids of a translation of a line: a span that both have gets the number that it has there,
   * and one that the other line lacks is spelled.
   *
   * @param line any text
   * @param spans the spans of the other line
   * @return ids of pieces, at least 4 each; empty for a blank line
   */
  public int[] ids(String line, Spans spans) {
    return idsOf(Normalizer.normalize(line), spans);
  }

  /**
   * The ids of a line, its merges left out at random.
   *
   * @param line any text
   * @param spans the spans that have placeholders: its own, by {@link #index}, or those of the line
   *     that it translates
   * @param dropout how often a merge is left out
   * @param random decides, such as {@link BpeDropout#random}
   * @return ids of pieces that spell the line, at least 4 each
   */
  public int[] ids(String line, Spans spans, BpeDropout dropout, RandomGenerator random) {
    Assembly assembly = new Assembly();
    cutter.cut(Normalizer.normalize(line), spans, new Fresh(assembly, cutting(dropout, random)));
    return assembly.ids();
  }

  /**
   * Puts a tag in front of ids.
   *
   * @param tag one of the tags of {@link #markup()}
   * @param ids ids of a line, not changed
   * @throws IllegalArgumentException if the pipeline does not know the tag
   */
  public int[] tagged(CorpusTag tag, int[] ids) {
    if (!markup.tags().contains(tag)) {
      throw new IllegalArgumentException(
          "the text pipeline knows no tag \""
              + tag.name()
              + "\", but "
              + CorpusTag.setting(markup.tags())
              + "; name the tag in text.tags when the text pipeline is learnt");
    }
    int[] tagged = new int[ids.length + 1];
    tagged[0] = vocabulary.id(tag.piece());
    System.arraycopy(ids, 0, tagged, 1, ids.length);
    return tagged;
  }

  /**
   * Cuts a line that has ids already once more, its merges left out at random.
   *
   * @param ids ids that this pipeline gave
   * @param dropout how often a merge is left out
   * @param random decides, such as {@link BpeDropout#random}
   * @return ids of pieces that spell the same line, behind the same tag if it has one; the same ids
   *     where placeholders are among them, for what they stand for is not known here
   */
  public int[] recut(int[] ids, BpeDropout dropout, RandomGenerator random) {
    if (markup.protection().isNumbered()) {
      for (int id : ids) {
        if (placeholderIds.get(id)) {
          return ids;
        }
      }
    }
    int[] cut = ids(lineOfIds(ids), Spans.NONE, dropout, random);
    if (ids.length == 0 || !tagIds.get(ids[0])) {
      return cut;
    }
    int[] tagged = new int[cut.length + 1];
    tagged[0] = ids[0];
    System.arraycopy(cut, 0, tagged, 1, cut.length);
    return tagged;
  }

  private int[] idsOf(String normal, Spans spans) {
    Assembly assembly = new Assembly();
    cutter.cut(normal, spans, new Cached(assembly));
    return assembly.ids();
  }

  /**
   * The text of ids, as {@link #lineOfIds(int[], Spans)}; placeholders are written as they are
   * spelled.
   *
   * @param ids ids in any order
   * @return one line in normal form
   * @throws IllegalArgumentException if an id is out of range
   */
  public String lineOfIds(int[] ids) {
    return lineOfIds(ids, Spans.NONE);
  }

  /**
   * The text of ids. PAD, BOS and EOS have no text; UNK is written as U+FFFD.
   *
   * @param ids ids in any order
   * @param spans what placeholders stand for: the spans of the line that was translated
   * @return one line in normal form
   * @throws IllegalArgumentException if an id is out of range
   */
  public String lineOfIds(int[] ids, Spans spans) {
    List<String> pieces = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (id == SpecialToken.UNK.id()) {
        pieces.add("\uFFFD");
      } else if (id < 0 || id >= SpecialToken.COUNT) {
        pieces.add(vocabulary.piece(id));
      }
    }
    return PieceDecoder.decode(pieces, markup, spans);
  }

  private Chunk chunk(List<String> pieces) {
    String first = pieces.get(0);
    String last = pieces.get(pieces.size() - 1);
    boolean beginsUpper = first.equals(BEGIN_UPPER) && markup.caseMarks();
    boolean endsUpper = last.equals(END_UPPER) && markup.caseMarks();
    int start = markup.caseMark(first) == null ? 0 : 1;
    int[] ids = new int[pieces.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary.id(markup.key(pieces.get(i)));
    }
    return new Chunk(
        List.copyOf(pieces),
        ids,
        PieceSpelling.isByte(pieces.get(start)),
        PieceSpelling.isByte(endsUpper ? pieces.get(pieces.size() - 2) : last),
        beginsUpper,
        endsUpper);
  }

  /**
   * What stands between two blanks. A blank beside a byte must itself be spelled; a region of
   * capitals goes on from one chunk to the next.
   */
  private record Chunk(
      List<String> pieces,
      int[] ids,
      boolean startsWithByte,
      boolean endsWithByte,
      boolean beginsUpper,
      boolean endsUpper) {}

  /** Gathers words without marks. */
  private final class Bare implements LineCutter.Sink {
    private final List<String> words;

    Bare(List<String> words) {
      this.words = words;
    }

    @Override
    public void plain(String chunk) {
      cutter.words(chunk).forEach(word -> words.add(word.text()));
    }

    @Override
    public void words(List<ChunkWord> found) {
      found.forEach(word -> words.add(word.word().text()));
    }
  }

  /** Looks chunks up, or encodes them. */
  private final class Cached implements LineCutter.Sink {
    private final Assembly assembly;

    Cached(Assembly assembly) {
      this.assembly = assembly;
    }

    @Override
    public void plain(String text) {
      assembly.chunks.add(cache.get(text, this::encode));
    }

    private Chunk encode(String text) {
      return chunk(encoder.encode(cutter.words(text)));
    }

    @Override
    public void words(List<ChunkWord> words) {
      assembly.chunks.add(chunk(encoder.encode(words, segmenter::segment)));
    }
  }

  /** Encodes every chunk anew. */
  private final class Fresh implements LineCutter.Sink {
    private final Assembly assembly;
    private final Function<String, List<String>> segments;

    Fresh(Assembly assembly, Function<String, List<String>> segments) {
      this.assembly = assembly;
      this.segments = segments;
    }

    @Override
    public void plain(String text) {
      words(
          cutter.words(text).stream()
              .map(word -> new ChunkWord(word, ChunkWord.Kind.WORD))
              .toList());
    }

    @Override
    public void words(List<ChunkWord> words) {
      assembly.chunks.add(chunk(encoder.encode(words, segments)));
    }
  }

  /** Puts chunks together. */
  private final class Assembly {
    private final List<Chunk> chunks = new ArrayList<>();

    List<String> pieces() {
      List<String> pieces = new ArrayList<>();
      for (int i = 0; i < chunks.size(); i++) {
        Chunk chunk = chunks.get(i);
        if (hasBlankBefore(i)) {
          pieces.add(BLANK);
        }
        int to = chunk.pieces.size() - (goesOn(i + 1) ? 1 : 0);
        for (int from = goesOn(i) ? 1 : 0; from < to; from++) {
          pieces.add(chunk.pieces.get(from));
        }
      }
      return pieces;
    }

    int[] ids() {
      int size = 0;
      for (Chunk chunk : chunks) {
        size += chunk.ids.length + 1;
      }
      int[] ids = new int[size];
      int length = 0;
      for (int i = 0; i < chunks.size(); i++) {
        int[] ofChunk = chunks.get(i).ids;
        if (hasBlankBefore(i)) {
          ids[length++] = blankId;
        }
        int from = goesOn(i) ? 1 : 0;
        int count = ofChunk.length - from - (goesOn(i + 1) ? 1 : 0);
        System.arraycopy(ofChunk, from, ids, length, count);
        length += count;
      }
      return Arrays.copyOf(ids, length);
    }

    private boolean hasBlankBefore(int i) {
      return i > 0 && (chunks.get(i - 1).endsWithByte || chunks.get(i).startsWithByte);
    }

    /** Whether the capitals of the chunk before go on in this one. */
    private boolean goesOn(int i) {
      return i > 0 && i < chunks.size() && chunks.get(i - 1).endsUpper && chunks.get(i).beginsUpper;
    }
  }
}
