package org.truchman.seq2seq.model;

import java.util.Arrays;

/**
 * Where the rows of a search step stand in a block of sentences times places: every sentence of the
 * batch has as many places as the one with the most rows, rounded up to a multiple of sixteen.
 *
 * <p>So the hypotheses of a sentence meet the sentence's memory in one product, and the memory is
 * not copied for each of them.
 *
 * @param places of each sentence
 * @param rowAt the row at each place, {@code (B * places)}; row 0 where there is none
 * @param placeOf the place of each row, {@code (R)}
 */
record SentenceRows(int places, long[] rowAt, long[] placeOf) {
  /** Products of fewer rows take other paths, which would give other bits. */
  private static final int MULTIPLE = 16;

  /**
   * Puts rows in their places.
   *
   * @param sentences the sentence of each row
   * @param batch the number B of sentences
   */
  static SentenceRows of(int[] sentences, int batch) {
    int[] count = new int[batch];
    long[] placeOf = new long[sentences.length];
    for (int row = 0; row < sentences.length; row++) {
      placeOf[row] = count[sentences[row]]++;
    }
    int most = Arrays.stream(count).max().orElse(1);
    int places = (most + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    long[] rowAt = new long[batch * places];
    for (int row = 0; row < sentences.length; row++) {
      placeOf[row] += (long) sentences[row] * places;
      rowAt[(int) placeOf[row]] = row;
    }
    return new SentenceRows(places, rowAt, placeOf);
  }
}
