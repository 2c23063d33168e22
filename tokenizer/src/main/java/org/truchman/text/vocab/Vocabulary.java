package org.truchman.text.vocab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truchman.text.subword.CodePointOrder;
import org.truchman.text.subword.StrictUtf8;

/**
 * The pieces that a model knows, each with its id.
 *
 * <p>Ids 0 to 3 are the {@link SpecialToken}s; pieces follow from 4 on. As a file: UTF-8, one piece
 * a line, LF after each, the piece of id {@code 4 + i} in line i (from 0). Special tokens are not
 * in the file, so a piece that is spelled {@code <s>} is ordinary text. Immutable.
 */
public final class Vocabulary {
  private final List<String> pieces;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
    this.ids = new HashMap<>(pieces.size() * 2);
    for (String piece : pieces) {
      require(piece);
      Integer before = ids.putIfAbsent(piece, SpecialToken.COUNT + ids.size());
      if (before != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "vocabulary line %d: piece \"%s\" stands in line %d already",
                ids.size() + 1,
                piece,
                before - SpecialToken.COUNT + 1));
      }
    }
  }

  private void require(String piece) {
    StrictUtf8.requireWhole(piece);
    String wrong = null;
    if (piece.isEmpty()) {
      wrong = "is empty";
    } else if (piece.chars().anyMatch(c -> c <= ' ')) {
      wrong = "holds a blank or control character";
    }
    if (wrong != null) {
      throw new IllegalArgumentException(
          "vocabulary line " + (ids.size() + 1) + ": the piece " + wrong + "; that is not allowed");
    }
  }

  /**
   * The vocabulary of these pieces, in this order.
   *
   * @param pieces the pieces of ids 4, 5, ...
   * @throws IllegalArgumentException if a piece is empty, holds a blank, or is there twice
   */
  public static Vocabulary of(List<String> pieces) {
    return new Vocabulary(pieces);
  }

  /**
   * The vocabulary of counted pieces: the most frequent first, equals by code points.
   *
   * @param counts how often each piece was seen
   */
  public static Vocabulary ofCounts(Map<String, Long> counts) {
    Comparator<Map.Entry<String, Long>> order =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return new Vocabulary(
        counts.entrySet().stream()
            .sorted(order.thenComparing(Map.Entry.comparingByKey(CodePointOrder.INSTANCE)))
            .map(Map.Entry::getKey)
            .toList());
  }

  /**
   * Reads the file form.
   *
   * @param bytes what {@link #toBytes()} gave
   * @throws IllegalArgumentException if that is not UTF-8, the last line has no LF, or a piece is
   *     wrong; the message names the line
   */
  public static Vocabulary parse(byte[] bytes) {
    String text = StrictUtf8.decode(bytes, "vocabulary");
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
      lines.add(text.substring(start, end));
    }
    if (start < text.length()) {
      throw new IllegalArgumentException(
          "vocabulary line " + (lines.size() + 1) + ": LF is missing; the file was cut");
    }
    return new Vocabulary(lines);
  }

  /** The file form; the same bytes for the same pieces. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The number of ids, the special tokens included. */
  public int size() {
    return SpecialToken.COUNT + pieces.size();
  }

  /** The pieces in the order of their ids, from id 4 on; unmodifiable. */
  public List<String> pieces() {
    return pieces;
  }

  /**
   * The id of a piece.
   *
   * @param piece a piece, never the name of a special token
   * @return its id, at least 4; {@link SpecialToken#UNK} if it is not in the vocabulary
   */
  public int id(String piece) {
    return ids.getOrDefault(piece, SpecialToken.UNK.id());
  }

  /** Whether a piece has an id of its own. */
  public boolean contains(String piece) {
    return ids.containsKey(piece);
  }

  /**
   * The piece of an id.
   *
   * @param id from 4 to size - 1
   * @throws IllegalArgumentException if the id is a special token or out of range
   */
  public String piece(int id) {
    if (id < SpecialToken.COUNT || id >= size()) {
      boolean special = id >= 0 && id < SpecialToken.COUNT;
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "id %d is %s; pieces have ids from %d to %d",
              id,
              special ? "the special token " + SpecialToken.values()[id] : "out of range",
              SpecialToken.COUNT,
              size() - 1));
    }
    return pieces.get(id - SpecialToken.COUNT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary && ((Vocabulary) other).pieces.equals(pieces);
  }

  @Override
  public int hashCode() {
    return pieces.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size() + " ids";
  }
}
