package org.truchman.text.corpus;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a UTF-8 file or stream, one at a time, in constant memory.
 *
 * <p>What is a line:
 *
 * <ul>
 *   <li>lines end at LF, and only there; a last line without LF counts;
 *   <li>one CR before that LF belongs to the line end and is dropped; any other CR stays;
 *   <li>a byte-order mark at the start of the file is dropped;
 *   <li>bytes that are not UTF-8 are an error that names line, byte and column (in code points), or
 *       become U+FFFD where {@link InvalidText} says so.
 * </ul>
 *
 * <p>Gzip is recognised by its first two bytes, whatever the name. A line is read only when it is
 * asked for, so a terminal or a pipe can be read as it is written. Not thread-safe.
 */
public final class Utf8Lines implements Iterator<String>, AutoCloseable {
  /** No sentence is that long; a binary file without LF must not eat the memory. */
  private static final int MAX_LINE_BYTES = 64 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final String name;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 10];
  private int lineLength;
  private CharBuffer chars = CharBuffer.allocate(1 << 10);
  private long lineNumber;
  private String next;
  private boolean nextDamaged;
  private boolean damaged;
  private boolean finished;
  private final InvalidText invalid;

  private Utf8Lines(InputStream in, String name, InvalidText invalid) {
    this.in = in;
    this.name = name;
    this.invalid = invalid;
  }

  /**
   * Opens a file, plain or gzip.
   *
   * @param file the file; its path as given is its name in messages
   * @return the lines; the caller closes them
   * @throws CorpusException if the file is missing, a directory, or not readable
   */
  public static Utf8Lines open(Path file) {
    return open(file, InvalidText.FAIL);
  }

  /**
   * Opens a file, plain or gzip.
   *
   * @param file the file; its path as given is its name in messages
   * @param invalid what becomes of bytes that are not UTF-8
   * @return the lines; the caller closes them
   * @throws CorpusException if the file is missing, a directory, or not readable
   */
  public static Utf8Lines open(Path file, InvalidText invalid) {
    if (Files.isDirectory(file)) {
      throw new CorpusException(file + ": is a directory; a text file is needed");
    }
    if (!Files.exists(file)) {
      throw new CorpusException(file + ": no such file");
    }
    try {
      return of(Files.newInputStream(file), file.toString(), invalid);
    } catch (IOException e) {
      throw new CorpusException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a stream, plain or gzip.
   *
   * @param stream the bytes; closed with the lines
   * @param name the name of the stream in messages, such as {@code "standard input"}
   * @return the lines; the caller closes them
   */
  public static Utf8Lines of(InputStream stream, String name) {
    return of(stream, name, InvalidText.FAIL);
  }

  /**
   * Reads a stream, plain or gzip.
   *
   * @param stream the bytes; closed with the lines
   * @param name the name of the stream in messages, such as {@code "standard input"}
   * @param invalid what becomes of bytes that are not UTF-8
   * @return the lines; the caller closes them
   */
  public static Utf8Lines of(InputStream stream, String name, InvalidText invalid) {
    return new Utf8Lines(new MagicStream(stream), name, invalid);
  }

  /**
   * Tells whether another line follows; reads it if need be.
   *
   * @throws CorpusException if that line is not UTF-8, too long, or the compressed data is damaged
   */
  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      next = read();
      finished = next == null;
    }
    return next != null;
  }

  /**
   * The next line, without its end.
   *
   * @throws NoSuchElementException if there is none
   * @throws CorpusException as {@link #hasNext()}
   */
  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name + " has " + lineNumber + " lines");
    }
    String result = next;
    next = null;
    damaged = nextDamaged;
    return result;
  }

  /** Whether the line that {@link #next()} gave last holds U+FFFD in place of invalid bytes. */
  public boolean isDamaged() {
    return damaged;
  }

  /** The name of the file or stream in messages. */
  public String name() {
    return name;
  }

  /** The number of lines read so far; after {@link #next()}, the number of that line from 1. */
  public long lineNumber() {
    return lineNumber;
  }

  @Override
  public void close() {
    finished = true;
    next = null;
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be closed", e);
    }
  }

  private String read() {
    lineLength = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = indexOfLineFeed();
      append(end);
      position = end;
      if (end < limit) {
        position++;
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
          lineLength--;
        }
        return decode();
      }
    }
    return any ? decode() : null;
  }

  private boolean fill() {
    if (position < limit) {
      return true;
    }
    try {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      position = 0;
    } catch (EOFException | ZipException e) {
      String what = e instanceof EOFException ? "end too early" : "are damaged";
      throw new CorpusException(
          name + ":" + (lineNumber + 1) + ": the gzip data " + what + " in or after this line", e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read after line " + lineNumber, e);
    }
    return limit > 0;
  }

  private int indexOfLineFeed() {
    int i = position;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  private void append(int end) {
    int count = end - position;
    if (lineLength + count > MAX_LINE_BYTES) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s:%d: line is longer than %d MiB; one sentence a line is expected",
              name,
              lineNumber + 1,
              MAX_LINE_BYTES >> 20));
    }
    if (lineLength + count > line.length) {
      line = Arrays.copyOf(line, Math.max(lineLength + count, line.length * 2));
    }
    System.arraycopy(buffer, position, line, lineLength, count);
    lineLength += count;
  }

  private String decode() {
    lineNumber++;
    if (chars.capacity() < lineLength) {
      chars = CharBuffer.allocate(Math.max(lineLength, chars.capacity() * 2));
    }
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, lineLength);
    chars.clear();
    CoderResult result = decoder.reset().decode(bytes, chars, true);
    chars.flip();
    nextDamaged = result.isError();
    if (nextDamaged && invalid == InvalidText.FAIL) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s:%d: line is not valid UTF-8 (byte 0x%02X at column %d)",
              name,
              lineNumber,
              line[bytes.position()] & 0xFF,
              Character.codePointCount(chars, 0, chars.length()) + 1));
    }
    if (nextDamaged) {
      return withoutMark(new String(line, 0, lineLength, StandardCharsets.UTF_8));
    }
    return withoutMark(chars.toString());
  }

  private String withoutMark(String text) {
    return lineNumber == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Looks at the first two bytes when the first byte is asked for, never before. */
  private static final class MagicStream extends InputStream {
    private final BufferedInputStream raw;
    private InputStream content;

    MagicStream(InputStream raw) {
      this.raw = new BufferedInputStream(raw, BUFFER_BYTES);
    }

    @Override
    public int read() throws IOException {
      return content().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return content().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
      (content == null ? raw : content).close();
    }

    private InputStream content() throws IOException {
      if (content == null) {
        raw.mark(2);
        boolean zipped = raw.read() == 0x1F && raw.read() == 0x8B;
        raw.reset();
        content = zipped ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
      }
      return content;
    }
  }
}
