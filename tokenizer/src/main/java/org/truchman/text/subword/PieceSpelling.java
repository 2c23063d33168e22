package org.truchman.text.subword;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.text.words.JoinerMarks;

/**
 * How pieces are spelled. There are three kinds:
 *
 * <ul>
 *   <li><b>text</b>: characters, with the mark U+FFED in front, behind, both or neither. A mark
 *       says that no blank stands on that side. Marks come from {@link JoinerMarks}, and a piece
 *       that does not end its word is marked behind: {@code Spielhaus} may be {@code Spiel￭ haus};
 *   <li><b>a byte</b>: {@code ￭￭<0xE2>}, for characters that the vocabulary cannot spell. Bytes
 *       follow one another as in UTF-8 and touch both neighbours; a blank beside a byte is itself
 *       the byte 20;
 *   <li><b>the lone mark</b> {@code ￭}: its neighbours touch. It spells a mark that the vocabulary
 *       does not have together with its text.
 * </ul>
 *
 * <p>The character U+FFED in the text is always spelled in bytes. So a mark is never text, text is
 * never a mark, and no text can write a byte piece or anything else than itself.
 */
public final class PieceSpelling {
  /** The lone mark. */
  public static final String LONE_MARK = JoinerMarks.MARK;

  private static final String BYTE_START = JoinerMarks.MARK + JoinerMarks.MARK + "<0x";
  private static final int BYTE_LENGTH = BYTE_START.length() + 3;
  private static final List<String> BYTES = bytePieces();
  private static final String BLANK = BYTES.get(' ');

  private PieceSpelling() {}

  private static List<String> bytePieces() {
    List<String> pieces = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      pieces.add(String.format(Locale.ROOT, "%s%02X>", BYTE_START, value));
    }
    return List.copyOf(pieces);
  }

  /** The 256 byte pieces, in the order of their values. */
  public static List<String> bytes() {
    return BYTES;
  }

  /**
   * The piece of one byte.
   *
   * @param value the byte
   */
  public static String ofByte(byte value) {
    return BYTES.get(value & 0xFF);
  }

  /**
   * The pieces that spell text byte by byte.
   *
   * @param text any text without lone surrogates
   * @return as many pieces as the text has bytes in UTF-8
   * @throws IllegalArgumentException if a surrogate lacks its partner; the message names its index
   */
  public static List<String> ofBytes(String text) {
    StrictUtf8.requireWhole(text);
    List<String> pieces = new ArrayList<>();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      pieces.add(ofByte(value));
    }
    return pieces;
  }

  /** Whether a piece is a byte. */
  public static boolean isByte(String piece) {
    return byteValue(piece) >= 0;
  }

  /**
   * The byte that a piece stands for.
   *
   * @param piece any piece
   * @return 0 to 255, or -1 if the piece is no byte
   */
  static int byteValue(String piece) {
    if (piece.length() != BYTE_LENGTH || !piece.startsWith(BYTE_START)) {
      return -1;
    }
    int high = Character.digit(piece.charAt(BYTE_LENGTH - 3), 16);
    int low = Character.digit(piece.charAt(BYTE_LENGTH - 2), 16);
    int value = high < 0 || low < 0 ? -1 : high << 4 | low;
    return value >= 0 && BYTES.get(value).equals(piece) ? value : -1;
  }

  /**
   * Tells whether a piece is spelled as this page says.
   *
   * @param piece any string
   */
  public static boolean isValid(String piece) {
    if (piece.equals(LONE_MARK) || isByte(piece)) {
      return true;
    }
    String text = text(piece);
    return !text.isEmpty() && text.indexOf(JoinerMarks.JOINER) < 0 && text.indexOf(' ') < 0;
  }

  /**
   * Tells whether a piece is spelled as this page says, or is a mark of this markup.
   *
   * @param piece any string
   * @param markup what is no text
   */
  public static boolean isValid(String piece, Markup markup) {
    if (markup.isMark(piece)) {
      return true;
    }
    return isValid(piece) && (isByte(piece) || !markup.isReserved(text(piece)));
  }

  /**
   * Tells whether a piece may go on with the word before it: it touches it and begins as a word
   * does, or is a lone mark or a byte, which tell nothing.
   *
   * @param piece a piece of text
   */
  public static boolean mayContinueLeft(String piece) {
    if (isByte(piece)) {
      return !piece.equals(BLANK);
    }
    String text = text(piece);
    return joinsLeft(piece) && (text.isEmpty() || JoinerMarks.startsAsWord(text));
  }

  /**
   * Tells whether the word of a piece may go on behind it: it touches what comes and ends as a word
   * does, or is a lone mark or a byte, which tell nothing.
   *
   * @param piece a piece of text
   */
  public static boolean mayContinueRight(String piece) {
    if (isByte(piece)) {
      return !piece.equals(BLANK);
    }
    String text = text(piece);
    return joinsRight(piece) && (text.isEmpty() || JoinerMarks.endsAsWord(text));
  }

  /** Whether a piece that is no byte touches the one before it. */
  static boolean joinsLeft(String piece) {
    return piece.startsWith(JoinerMarks.MARK);
  }

  /** Whether a piece that is no byte touches the one after it. */
  static boolean joinsRight(String piece) {
    return piece.endsWith(JoinerMarks.MARK);
  }

  /** The characters of a piece that is no byte, without its marks; empty for the lone mark. */
  static String text(String piece) {
    int start = joinsLeft(piece) ? 1 : 0;
    int end = joinsRight(piece) ? piece.length() - 1 : piece.length();
    return start < end ? piece.substring(start, end) : "";
  }
}
