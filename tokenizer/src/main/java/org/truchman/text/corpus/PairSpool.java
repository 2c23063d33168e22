package org.truchman.text.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pairs in a file of our own, to be read again: for each pair the number of its corpus (int), its
 * line (long), and both sides in normal form (length in bytes as int, UTF-8). Temporary, so it has
 * neither version nor checksum.
 */
final class PairSpool {
  private static final int BUFFER_BYTES = 1 << 18;

  private PairSpool() {}

  /** Pairs in memory, to be appended to the file. */
  static final class Block {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    void add(int corpus, SentencePair pair) throws IOException {
      out.writeInt(corpus);
      out.writeLong(pair.lineNumber());
      text(pair.source());
      text(pair.target());
    }

    private void text(String text) throws IOException {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }

  /** Walks the pairs of a file. */
  static final class Reader implements AutoCloseable {
    private final DataInputStream in;
    private int corpus;

    Reader(Path file) throws IOException {
      this.in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    /** The next pair; the caller knows that there is one. */
    SentencePair next() throws IOException {
      corpus = in.readInt();
      long line = in.readLong();
      String source = text();
      return new SentencePair(source, text(), line);
    }

    /** The number of the corpus that the last pair came from. */
    int corpus() {
      return corpus;
    }

    private String text() throws IOException {
      byte[] utf8 = new byte[in.readInt()];
      in.readFully(utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
