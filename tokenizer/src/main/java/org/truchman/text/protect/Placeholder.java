package org.truchman.text.protect;

import java.util.ArrayList;
import java.util.List;
import org.truchman.text.words.Escapes;

/**
 * What stands for a span: its type and a number, as OpenNMT's tokenizer writes placeholders, {@code
 * ｟url＃1｠}.
 *
 * @param type what it stands for
 * @param number 1 for the first span of that type in a line; at most {@link #MAX_NUMBER}
 */
public record Placeholder(SpanType type, int number) {
  /** Spans of one type in a line that have a placeholder; those behind them are spelled. */
  public static final int MAX_NUMBER = 9;

  private static final char OPEN = '\uFF5F';
  private static final char CLOSE = '\uFF60';
  private static final char NUMBER = '\uFF03';
  private static final char VALUE = '\uFF1A';

  /** Checks the number. */
  public Placeholder {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "placeholder number is " + number + "; 1 to " + MAX_NUMBER + " are allowed");
    }
  }

  /** The placeholder as a piece of a vocabulary. */
  public String piece() {
    return OPEN + type.label() + NUMBER + number + CLOSE;
  }

  /**
   * The placeholder with the text that it stands for, such as {@code ｟url＃1：http://a.b｠}.
   *
   * @param text the text; characters of the markup are {@linkplain Escapes escaped}
   */
  public String piece(String text) {
    return OPEN + type.label() + NUMBER + number + VALUE + Escapes.escape(text) + CLOSE;
  }

  /**
   * The text that a piece carries.
   *
   * @param piece a piece that {@link #parse} took
   * @return its text, or null if it carries none
   */
  public static String text(String piece) {
    int value = piece.indexOf(VALUE);
    return value < 0 ? null : Escapes.unescape(piece.substring(value + 1, piece.length() - 1));
  }

  /**
   * The placeholders that a protection needs.
   *
   * @param protection what is protected
   * @return all pieces; empty unless spans become placeholders
   */
  public static List<Placeholder> of(Protection protection) {
    List<Placeholder> all = new ArrayList<>();
    if (protection.isNumbered()) {
      for (SpanType type : protection.types().stream().sorted().toList()) {
        for (int number = 1; number <= MAX_NUMBER; number++) {
          all.add(new Placeholder(type, number));
        }
      }
    }
    return all;
  }

  /**
   * The placeholder that a piece is, with or without its text.
   *
   * @param piece any piece
   * @return the placeholder, or null if the piece is none
   */
  public static Placeholder parse(String piece) {
    int end = piece.length() - 1;
    if (end < 4 || piece.charAt(0) != OPEN || piece.charAt(end) != CLOSE) {
      return null;
    }
    int value = piece.indexOf(VALUE);
    int digit = (value < 0 ? end : value) - 1;
    int number = piece.charAt(digit) - '0';
    if (piece.charAt(digit - 1) != NUMBER || number < 1 || number > MAX_NUMBER) {
      return null;
    }
    boolean escaped = piece.indexOf(OPEN, 1) < 0 && piece.indexOf(CLOSE) == end;
    for (SpanType type : SpanType.values()) {
      String label = type.label();
      if (escaped && label.length() == digit - 2 && piece.startsWith(label, 1)) {
        return new Placeholder(type, number);
      }
    }
    return null;
  }
}
