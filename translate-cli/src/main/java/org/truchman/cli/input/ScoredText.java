package org.truchman.cli.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Shell;
import org.truchman.metrics.tokens.PythonText;

/**
 * Text that is scored, read as sacreBLEU reads it, which shows in scores: a byte-order mark is a
 * character like others, and standard input has a line end at each CR, too.
 *
 * @param name what messages call it
 * @param text all of it
 */
public record ScoredText(String name, String text) {
  private static final char REPLACEMENT = '\uFFFD'; // what bytes that mean nothing are read as

  /**
   * The encoding of that name.
   *
   * @throws CommandFailure with exit code 2 if there is none
   */
  public static Charset encoding(String name) {
    String known = name.replaceFirst("(?i)^latin[-_]1$", "ISO-8859-1").replace('_', '-');
    try {
      return Charset.forName(known);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw CommandFailure.usage(
          "unknown encoding '" + name + "'; examples are utf-8, utf-16, iso-8859-1, gbk");
    }
  }

  /** Reads a file, plain or gzip. */
  public static ScoredText of(String file, Charset encoding) {
    InputFiles.require(Path.of(file));
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return of(file, in, encoding);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** Reads standard input. */
  public static ScoredText ofStandardInput(Shell shell, Charset encoding) {
    try {
      ScoredText read = of(InputFiles.STDIN, shell.in(), encoding);
      return new ScoredText(read.name, read.text.replace("\r\n", "\n").replace('\r', '\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(InputFiles.STDIN + ": cannot be read", e);
    }
  }

  /** The lines, without white space at their ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(PythonText.rstrip(text.substring(start, end)));
      start = end + 1;
    }
    return lines;
  }

  private static ScoredText of(String name, InputStream in, Charset encoding) throws IOException {
    byte[] bytes = in.readAllBytes();
    boolean zipped = bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (zipped) {
      try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = unzipped.readAllBytes();
      } catch (IOException e) {
        throw CommandFailure.badInput(name + ": the gzip data are damaged or end too early", e);
      }
    }
    String text = new String(bytes, encoding);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(name, bytes, encoding);
    }
    return new ScoredText(name, text);
  }

  private static void requireValid(String name, byte[] bytes, Charset encoding) {
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate((int) (bytes.length * decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      String before = out.flip().toString();
      long line = before.chars().filter(c -> c == '\n').count() + 1;
      String own = before.substring(before.lastIndexOf('\n') + 1);
      throw CommandFailure.badInput(
          String.format(
              Locale.ROOT,
              "%s:%d: line is not valid %s (byte 0x%02X at column %d)",
              name,
              line,
              encoding.name(),
              bytes[in.position()] & 0xFF,
              own.codePointCount(0, own.length()) + 1));
    }
  }
}
