package org.truchman.text.subword;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The merges of a byte-pair encoding, the first learnt first.
 *
 * <p>As a file it is what subword-nmt writes: UTF-8, the line {@code #version: 0.2}, then one merge
 * a line, the two symbols separated by one blank, {@code </w>} behind a symbol that ends a word.
 *
 * <p>A merge may be there twice, as subword-nmt writes it when the same symbols come to stand
 * together in two ways; the first place counts.
 *
 * @param merges the merges in order of priority
 * @see <a href="https://github.com/rsennrich/subword-nmt">subword-nmt</a>
 */
public record BpeCodes(List<BpeMerge> merges) {
  private static final String VERSION = "#version: 0.2";

  /** Copies the merges. */
  public BpeCodes {
    merges = List.copyOf(merges);
  }

  /** The number of merges. */
  public int size() {
    return merges.size();
  }

  /** The file form; the same bytes for the same merges. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    for (BpeMerge merge : merges) {
      text.append(merge.left()).append(' ').append(merge.right()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is malformed; the message names file and line
   * @throws UncheckedIOException if it cannot be read
   */
  public static BpeCodes read(Path file) {
    return WholeFile.parsed(file, BpeCodes::parse);
  }

  /**
   * Reads the file form.
   *
   * @param bytes what {@link #toBytes()} or subword-nmt wrote
   * @throws IllegalArgumentException if that is something else; the message names the line
   */
  public static BpeCodes parse(byte[] bytes) {
    String text = StrictUtf8.decode(bytes, "BPE codes");
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the BPE codes do not end with LF; the file was cut");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    if (!lines[0].equals(VERSION)) {
      throw new IllegalArgumentException(
          "BPE codes line 1 is \"" + lines[0] + "\"; \"" + VERSION + "\" is needed");
    }
    return new BpeCodes(
        IntStream.range(1, lines.length).mapToObj(i -> parseMerge(lines[i], i + 1)).toList());
  }

  private static BpeMerge parseMerge(String line, int lineNumber) {
    String[] symbols = line.split(" ", -1);
    if (symbols.length != 2) {
      throw new IllegalArgumentException(
          "BPE codes line "
              + lineNumber
              + " is \""
              + line
              + "\"; two symbols and one blank needed");
    }
    try {
      return new BpeMerge(symbols[0], symbols[1]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("BPE codes line " + lineNumber + ": " + e.getMessage(), e);
    }
  }
}
