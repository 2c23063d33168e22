package org.truchman.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.subword.BoundedCache;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeSegmenter;
import org.truchman.text.subword.PieceDecoder;
import org.truchman.text.subword.PieceEncoder;
import org.truchman.text.subword.PieceSpelling;
import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.JoinerMarks;
import org.truchman.text.words.WordTokenizer;

/**
 * The way from a line of one language to pieces of its vocabulary, and back.
 *
 * <ol>
 *   <li>{@link Normalizer} brings the line to its normal form;
 *   <li>{@link WordTokenizer} cuts what stands between blanks into words;
 *   <li>{@link JoinerMarks} marks where words touch;
 *   <li>{@link BpeSegmenter} cuts words into pieces, {@link PieceEncoder} spells them with the
 *       vocabulary;
 *   <li>{@link Vocabulary} numbers them.
 * </ol>
 *
 * <p>For every string {@code s}, {@code line(pieces(s))} and {@code lineOfIds(ids(s))} equal {@code
 * Normalizer.normalize(s)}; no piece is ever unknown, and no text leads to a special token.
 * Thread-safe.
 */
public final class TextPipeline {
  /** Chunks of text seen before; some 30 MB at most. */
  private static final int CACHED_CHUNKS = 1 << 16;

  private static final String BLANK = PieceSpelling.ofByte((byte) ' ');

  private final String language;
  private final WordTokenizer words;
  private final BpeCodes codes;
  private final Vocabulary vocabulary;
  private final PieceEncoder encoder;
  private final BoundedCache<Chunk> cache = new BoundedCache<>(CACHED_CHUNKS);
  private final int blankId;

  /**
   * A pipeline of these stages.
   *
   * @param language two- or three-letter code of the language
   * @param words cuts lines into words
   * @param codes cut words into pieces
   * @param vocabulary numbers the pieces
   * @throws IllegalArgumentException if the vocabulary lacks a byte piece or the lone mark, or
   *     holds a piece that is not spelled as {@link PieceSpelling} defines
   */
  public TextPipeline(String language, WordTokenizer words, BpeCodes codes, Vocabulary vocabulary) {
    this.language = Objects.requireNonNull(language, "language");
    this.words = Objects.requireNonNull(words, "words");
    this.codes = Objects.requireNonNull(codes, "codes");
    this.vocabulary = requireComplete(vocabulary);
    this.encoder = new PieceEncoder(new BpeSegmenter(codes), vocabulary::contains);
    this.blankId = vocabulary.id(BLANK);
  }

  private static Vocabulary requireComplete(Vocabulary vocabulary) {
    for (String piece : vocabulary.pieces()) {
      if (!PieceSpelling.isValid(piece)) {
        throw new IllegalArgumentException(
            "the vocabulary holds \"" + piece + "\", which no text is spelled with");
      }
    }
    List<String> needed = new ArrayList<>(PieceSpelling.bytes());
    needed.add(PieceSpelling.LONE_MARK);
    needed.removeIf(vocabulary::contains);
    if (!needed.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the vocabulary lacks %s; it needs every byte piece and the lone mark",
              needed.size() == 1 ? needed.get(0) : needed.size() + " pieces"));
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

  /**
   * The pieces of a line.
   *
   * @param line any text
   * @return its pieces, all in the vocabulary; empty for a blank line
   */
  public List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    boolean afterByte = false;
    for (Chunk chunk : chunks(line)) {
      if (!pieces.isEmpty() && (afterByte || chunk.startsWithByte)) {
        pieces.add(BLANK);
      }
      pieces.addAll(chunk.pieces);
      afterByte = chunk.endsWithByte;
    }
    return pieces;
  }

  /**
   * The text of pieces.
   *
   * @param pieces pieces in any order
   * @return one line in normal form
   * @throws IllegalArgumentException if a string is no piece
   */
  public String line(List<String> pieces) {
    return PieceDecoder.decode(pieces);
  }

  /**
   * The ids of the pieces of a line, without BOS and EOS.
   *
   * @param line any text
   * @return ids of pieces, at least 4 each; empty for a blank line
   */
  public int[] ids(String line) {
    int[] ids = new int[16];
    int length = 0;
    boolean afterByte = false;
    for (Chunk chunk : chunks(line)) {
      int needed = length + 1 + chunk.ids.length;
      if (needed > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(needed, ids.length * 2));
      }
      if (length > 0 && (afterByte || chunk.startsWithByte)) {
        ids[length++] = blankId;
      }
      System.arraycopy(chunk.ids, 0, ids, length, chunk.ids.length);
      length += chunk.ids.length;
      afterByte = chunk.endsWithByte;
    }
    return Arrays.copyOf(ids, length);
  }

  /**
   * The text of ids. PAD, BOS and EOS have no text; UNK is written as U+FFFD.
   *
   * @param ids ids in any order
   * @return one line in normal form
   * @throws IllegalArgumentException if an id is out of range
   */
  public String lineOfIds(int[] ids) {
    List<String> pieces = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (id == SpecialToken.UNK.id()) {
        pieces.add("\uFFFD");
      } else if (id < 0 || id >= SpecialToken.COUNT) {
        pieces.add(vocabulary.piece(id));
      }
    }
    return line(pieces);
  }

  private List<Chunk> chunks(String line) {
    String normal = Normalizer.normalize(line);
    List<Chunk> chunks = new ArrayList<>();
    int start = 0;
    while (start < normal.length()) {
      int blank = normal.indexOf(' ', start);
      int end = blank < 0 ? normal.length() : blank;
      chunks.add(cache.get(normal.substring(start, end), this::encode));
      start = end + 1;
    }
    return chunks;
  }

  private Chunk encode(String chunk) {
    List<String> pieces = encoder.encode(JoinerMarks.mark(words.tokenize(chunk)));
    return new Chunk(
        List.copyOf(pieces),
        pieces.stream().mapToInt(vocabulary::id).toArray(),
        PieceSpelling.isByte(pieces.get(0)),
        PieceSpelling.isByte(pieces.get(pieces.size() - 1)));
  }

  /** What stands between two blanks. A blank beside a byte must itself be spelled. */
  private record Chunk(
      List<String> pieces, int[] ids, boolean startsWithByte, boolean endsWithByte) {}
}
