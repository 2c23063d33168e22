package org.truchman.text.subword;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The merges of a byte-pair encoding, the first learnt first.
 *
 * <p>As a file it is what subword-nmt writes: UTF-8, the line {@code #version: 0.2}, then one merge
 * a line, the two symbols separated by one blank, {@code </w>} behind a symbol that ends a word.
 *
 * @param merges the merges in order of priority
 * @see <a href="https://github.com/rsennrich/subword-nmt">subword-nmt</a>
 */
public record BpeCodes(List<BpeMerge> merges) {
  private static final String VERSION = "#version: 0.2";

  /**
   * Checks that no merge is there twice.
   *
   * @throws IllegalArgumentException if one is
   */
  public BpeCodes {
    merges = List.copyOf(merges);
    Set<BpeMerge> seen = new HashSet<>();
    for (BpeMerge merge : merges) {
      if (!seen.add(merge)) {
        throw new IllegalArgumentException(
            "merge \"" + merge.left() + " " + merge.right() + "\" is there twice");
      }
    }
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
   * Reads the file form.
   *
   * @param bytes what {@link #toBytes()} or subword-nmt wrote
   * @throws IllegalArgumentException if that is something else; the message names the line
   */
  public static BpeCodes parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the BPE codes are not valid UTF-8", e);
    }
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
