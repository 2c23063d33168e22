package org.truchman.text.subword;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.truchman.text.normalize.Normalizer;

/** Writes text from pieces. */
public final class PieceDecoder {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean touches = true;

  private PieceDecoder() {}

  /**
   * The text that pieces spell. Any order of pieces gives a line in normal form: bytes that are not
   * UTF-8 together become U+FFFD, a mark without neighbour says nothing, and a line feed that bytes
   * spell becomes a blank.
   *
   * @param pieces pieces as {@link PieceSpelling} defines them
   * @return one line in normal form
   * @throws IllegalArgumentException if a piece is not spelled so
   */
  public static String decode(List<String> pieces) {
    PieceDecoder decoder = new PieceDecoder();
    pieces.forEach(decoder::add);
    decoder.flushBytes();
    return Normalizer.normalize(decoder.text.toString());
  }

  private void add(String piece) {
    int value = PieceSpelling.byteValue(piece);
    if (value >= 0) {
      bytes.write(value);
      return;
    }
    if (!PieceSpelling.isValid(piece)) {
      throw new IllegalArgumentException(
          "\"" + piece + "\" is no piece; see PieceSpelling for how pieces are spelled");
    }
    flushBytes();
    if (!touches && !PieceSpelling.joinsLeft(piece)) {
      text.append(' ');
    }
    text.append(PieceSpelling.text(piece));
    touches = PieceSpelling.joinsRight(piece);
  }

  private void flushBytes() {
    if (bytes.size() > 0) {
      text.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
      touches = true;
    }
  }
}
