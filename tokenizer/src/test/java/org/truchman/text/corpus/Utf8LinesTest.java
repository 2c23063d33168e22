package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8LinesTest {
  @TempDir Path folder;

  @Test
  void linesEndAtLineFeedOnly() {
    assertEquals(List.of("a", "b\u2028c\u0085d\fe", "f"), read("a\nb\u2028c\u0085d\fe\nf\n"));
  }

  @Test
  void lastLineWithoutLineFeedCounts() {
    assertEquals(List.of("a", "b"), read("a\nb"));
  }

  @Test
  void emptyLinesStay() {
    assertEquals(List.of("", "", "a", ""), read("\n\na\n\n"));
  }

  @Test
  void emptyStreamHasNoLine() {
    assertEquals(List.of(), read(""));
  }

  @Test
  void oneCarriageReturnBelongsToTheLineEnd() {
    assertEquals(List.of("a", "b\r", "", "c\r"), read("a\r\nb\r\r\n\r\nc\r"));
  }

  @Test
  void loneCarriageReturnStaysInTheLine() {
    assertEquals(List.of("a\rb", "\rc"), read("a\rb\n\rc\n"));
  }

  @Test
  void byteOrderMarkIsDroppedAtTheStartOnly() {
    assertEquals(List.of("a", "\uFEFFb"), read("\uFEFFa\n\uFEFFb\n"));
  }

  @Test
  void linesLongerThanTheBufferAreWhole() {
    String line = "Übung ".repeat(50_000);
    assertEquals(List.of("x", line, "y"), read("x\n" + line + "\r\ny"));
  }

  @Test
  void carriageReturnAtTheEndOfTheBufferIsDropped() {
    String line = "x".repeat((1 << 16) - 1);
    assertEquals(List.of(line, "y"), read(line + "\r\ny\n"));
  }

  @Test
  void badByteIsNamedWithLineAndColumn() {
    byte[] bytes = concat("gut\nsch😀n ".getBytes(StandardCharsets.UTF_8), 0xC3, ' ', '\n');
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes), "train.de");
    assertEquals("gut", lines.next());
    CorpusException error = assertThrows(CorpusException.class, lines::next);
    assertEquals("train.de:2: line is not valid UTF-8 (byte 0xC3 at column 7)", error.getMessage());
  }

  @Test
  void overlongAndSurrogateAndCutSequencesAreBad() {
    for (int[] bad :
        new int[][] {{0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xE2, 0x82}, {0xFF, 0xFE}, {0x80}}) {
      Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(concat(new byte[0], bad)), "in");
      CorpusException error = assertThrows(CorpusException.class, lines::hasNext);
      assertEquals(
          String.format("in:1: line is not valid UTF-8 (byte 0x%02X at column 1)", bad[0]),
          error.getMessage());
    }
  }

  @Test
  void gzipIsRecognisedWhateverItsName() throws IOException {
    Path file = folder.resolve("text");
    Files.write(file, gzip("Käse\nBrot\n".getBytes(StandardCharsets.UTF_8)));
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      assertEquals(List.of("Käse", "Brot"), all(lines));
    }
  }

  @Test
  void cutGzipIsAnError() throws IOException {
    byte[] whole = gzip("Käse\nBrot\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(cut), "x.gz");
    CorpusException error = assertThrows(CorpusException.class, () -> all(lines));
    assertTrue(error.getMessage().contains("the gzip data end too early"), error.getMessage());
  }

  @Test
  void lineLongerThanTheLimitIsAnError() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    Utf8Lines lines = Utf8Lines.of(endless, "binary");
    CorpusException error = assertThrows(CorpusException.class, lines::hasNext);
    assertEquals(
        "binary:1: line is longer than 64 MiB; one sentence a line is expected",
        error.getMessage());
  }

  @Test
  void missingFileAndDirectoryAreErrors() {
    Path missing = folder.resolve("none.de");
    assertEquals(
        missing + ": no such file",
        assertThrows(CorpusException.class, () -> Utf8Lines.open(missing)).getMessage());
    assertEquals(
        folder + ": is a directory; a text file is needed",
        assertThrows(CorpusException.class, () -> Utf8Lines.open(folder)).getMessage());
  }

  @Test
  void nothingIsReadBeforeALineIsAskedFor() {
    int[] reads = {0};
    InputStream counting =
        new InputStream() {
          @Override
          public int read() {
            reads[0]++;
            return -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            reads[0]++;
            return -1;
          }
        };
    Utf8Lines lines = Utf8Lines.of(counting, "terminal");
    assertEquals(0, reads[0]);
    assertFalse(lines.hasNext());
    assertTrue(reads[0] > 0);
    assertThrows(NoSuchElementException.class, lines::next);
  }

  private static List<String> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return all(Utf8Lines.of(new ByteArrayInputStream(bytes), "text"));
  }

  private static List<String> all(Utf8Lines lines) {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add);
    return all;
  }

  private static byte[] concat(byte[] start, int... more) {
    byte[] bytes = Arrays.copyOf(start, start.length + more.length);
    for (int i = 0; i < more.length; i++) {
      bytes[start.length + i] = (byte) more[i];
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
