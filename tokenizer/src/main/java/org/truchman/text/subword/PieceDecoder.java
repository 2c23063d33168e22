package org.truchman.text.subword;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.Spans;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.truecase.CaseRestorer;

/** Writes text from pieces. */
public final class PieceDecoder {
  private final Markup markup;
  private final Spans spans;
  private final CaseRestorer restorer = new CaseRestorer();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean touches = true;

  private PieceDecoder(Markup markup, Spans spans) {
    this.markup = markup;
    this.spans = spans;
  }

  /**
   * The text that pieces spell, without markup of case and placeholders.
   *
   * @param pieces pieces as {@link PieceSpelling} defines them
   * @return one line in normal form
   * @throws IllegalArgumentException if a piece is not spelled so
   */
  public static String decode(List<String> pieces) {
    return decode(pieces, Markup.NONE, Spans.NONE);
  }

  /**
   * The text that pieces spell. Any order of pieces gives a line in normal form: bytes that are not
   * UTF-8 together become U+FFFD, a mark without neighbour says nothing, no more than a tag does, a
   * placeholder that stands for nothing is written as it is spelled, and a line feed that bytes
   * spell becomes a blank.
   *
   * @param pieces pieces as {@link PieceSpelling} defines them, and marks
   * @param markup which of them are marks
   * @param spans what placeholders stand for that do not carry it themselves
   * @return one line in normal form
   * @throws IllegalArgumentException if a piece is not spelled so
   */
  public static String decode(List<String> pieces, Markup markup, Spans spans) {
    PieceDecoder decoder = new PieceDecoder(markup, spans);
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
    flushBytes();
    CaseMark mark = markup.caseMark(piece);
    Placeholder placeholder = mark == null ? markup.placeholder(piece) : null;
    if (mark != null) {
      restorer.obey(mark);
    } else if (placeholder != null) {
      String carried = Placeholder.text(piece);
      blank(false);
      text.append(carried == null ? spans.text(placeholder) : carried);
      touches = false;
    } else if (!markup.isTag(piece)) {
      addText(piece);
    }
  }

  private void addText(String piece) {
    if (!PieceSpelling.isValid(piece, markup)) {
      throw new IllegalArgumentException(
          "\"" + piece + "\" is no piece; see PieceSpelling for how pieces are spelled");
    }
    blank(PieceSpelling.joinsLeft(piece));
    restorer.append(PieceSpelling.text(piece), text);
    touches = PieceSpelling.joinsRight(piece);
  }

  private void blank(boolean joins) {
    if (!touches && !joins) {
      text.append(' ');
    }
  }

  private void flushBytes() {
    if (bytes.size() > 0) {
      restorer.append(bytes.toString(StandardCharsets.UTF_8), text);
      bytes.reset();
      touches = true;
    }
  }
}
