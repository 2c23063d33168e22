package org.truchman.seq2seq.data;

import java.util.Arrays;
import java.util.List;
import org.truchman.text.vocab.SpecialToken;

/**
 * Rows of piece ids of different lengths in one rectangle: each row's ids first, PAD behind them.
 *
 * @param rows number of rows B
 * @param width columns, at least the greatest length
 * @param ids {@code (B, width)}, row-major; PAD (0) from a row's length on; not to be changed
 * @param lengths {@code (B)}, each at least 1: ids that are no padding; not to be changed
 */
public record PaddedRows(int rows, int width, int[] ids, int[] lengths) {

  /**
   * Gives source sentences as the encoder reads them: pieces, then EOS, then PAD.
   *
   * @param sources pieces of each sentence, without EOS; at least one sentence, which may be empty
   * @param reversed whether the pieces are reversed (the EOS stays last), as in Sutskever et al.
   *     2014
   * @param multiple the width is rounded up to a multiple of this, at least 1; 16 keeps the sums of
   *     a sentence the same bits in every batch
   * @return the rows {@code (B, S)}; lengths count the EOS
   * @throws IllegalArgumentException if there is no sentence, an id is no piece, or {@code
   *     multiple} is less than 1
   */
  public static PaddedRows ofSources(List<int[]> sources, boolean reversed, int multiple) {
    if (multiple < 1) {
      throw new IllegalArgumentException(
          "the width cannot be a multiple of " + multiple + "; 1 leaves it as it is");
    }
    PaddedRows padded = empty(sources, multiple);
    for (int row = 0; row < padded.rows; row++) {
      int[] source = sources.get(row);
      IndexedPair.requirePieces("source", source);
      int start = row * padded.width;
      if (reversed) {
        copyReversed(source, padded.ids, start);
      } else {
        System.arraycopy(source, 0, padded.ids, start, source.length);
      }
      padded.ids[start + source.length] = SpecialToken.EOS.id();
    }
    return padded;
  }

  /** Gives targets behind a BOS: what the decoder is given at each step. */
  static PaddedRows ofDecoderInput(List<int[]> targets) {
    PaddedRows padded = empty(targets, 1);
    for (int row = 0; row < padded.rows; row++) {
      int[] target = targets.get(row);
      int start = row * padded.width;
      padded.ids[start] = SpecialToken.BOS.id();
      System.arraycopy(target, 0, padded.ids, start + 1, target.length);
    }
    return padded;
  }

  /** Gives some of the rows, from {@code from} to before {@code to}, as wide as all. */
  PaddedRows slice(int from, int to) {
    return new PaddedRows(
        to - from,
        width,
        Arrays.copyOfRange(ids, from * width, to * width),
        Arrays.copyOfRange(lengths, from, to));
  }

  /** Gives the rows, and behind them the same rows once more. */
  PaddedRows twice() {
    int[] allIds = Arrays.copyOf(ids, Math.multiplyExact(2, ids.length));
    System.arraycopy(ids, 0, allIds, ids.length, ids.length);
    int[] allLengths = Arrays.copyOf(lengths, 2 * rows);
    System.arraycopy(lengths, 0, allLengths, rows, rows);
    return new PaddedRows(2 * rows, width, allIds, allLengths);
  }

  /** Gives the number of ids that are no padding: the sum of the lengths. */
  public int tokens() {
    int tokens = 0;
    for (int length : lengths) {
      tokens += length;
    }
    return tokens;
  }

  /** Gives rows of PAD, wide enough for each sentence and one special token. */
  private static PaddedRows empty(List<int[]> sentences, int multiple) {
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one sentence");
    }
    int[] lengths = sentences.stream().mapToInt(sentence -> sentence.length + 1).toArray();
    int longest = 0;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    int width = Math.multiplyExact((longest - 1) / multiple + 1, multiple);
    int[] ids = new int[Math.multiplyExact(lengths.length, width)]; // PAD is 0
    return new PaddedRows(lengths.length, width, ids, lengths);
  }

  private static void copyReversed(int[] from, int[] to, int start) {
    for (int i = 0; i < from.length; i++) {
      to[start + i] = from[from.length - 1 - i];
    }
  }
}
