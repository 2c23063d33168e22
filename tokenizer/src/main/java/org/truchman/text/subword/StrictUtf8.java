package org.truchman.text.subword;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decodes small files and says where they are not UTF-8. */
public final class StrictUtf8 {
  private StrictUtf8() {}

  /**
   * The text of bytes.
   *
   * @param bytes the content of a file
   * @param name what the file is, for messages
   * @throws IllegalArgumentException if that is not UTF-8; the message names line, byte and column
   */
  public static String decode(byte[] bytes, String name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (!result.isError()) {
      return out.toString();
    }
    String before = out.toString();
    int lineStart = before.lastIndexOf('\n') + 1;
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s line %d is not valid UTF-8 (byte 0x%02X at column %d)",
            name,
            before.chars().filter(c -> c == '\n').count() + 1,
            bytes[in.position()] & 0xFF,
            before.codePointCount(lineStart, before.length()) + 1));
  }

  /**
   * Demands that text can be written as UTF-8.
   *
   * @param text any text
   * @return the same text
   * @throws IllegalArgumentException if a surrogate lacks its partner; the message names its index
   */
  public static String requireWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the text has a lone surrogate U+%04X at index %d; a pair is needed,"
                      + " or normalise the text first",
                  (int) c,
                  i));
        }
        i++;
      }
    }
    return text;
  }
}
