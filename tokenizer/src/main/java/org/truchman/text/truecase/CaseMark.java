package org.truchman.text.truecase;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mark that stands among pieces and says in which case the text behind it is written.
 *
 * @see <a href="https://github.com/OpenNMT/Tokenizer/blob/master/docs/options.md">OpenNMT
 *     Tokenizer, case_markup</a>
 */
public enum CaseMark {
  /** The next character is a capital letter. */
  CAPITAL("mrk_case_modifier_C"),
  /** From here on all is in capital letters. */
  BEGIN_UPPER("mrk_begin_case_region_U"),
  /** Capital letters end here. */
  END_UPPER("mrk_end_case_region_U");

  /** Opens a mark; no text piece holds it where marks are in use. */
  public static final char OPEN = '\uFF5F';

  /** Closes a mark; no text piece holds it where marks are in use. */
  public static final char CLOSE = '\uFF60';

  private final String piece;

  CaseMark(String name) {
    piece = OPEN + name + CLOSE;
  }

  /** The mark as a piece. */
  public String piece() {
    return piece;
  }

  /** All marks as pieces. */
  public static List<String> pieces() {
    return Stream.of(values()).map(CaseMark::piece).toList();
  }

  /**
   * The mark that a piece is.
   *
   * @param piece any piece
   * @return the mark, or null if the piece is none
   */
  public static CaseMark of(String piece) {
    if (piece.isEmpty() || piece.charAt(0) != OPEN) {
      return null;
    }
    for (CaseMark mark : values()) {
      if (mark.piece.equals(piece)) {
        return mark;
      }
    }
    return null;
  }
}
