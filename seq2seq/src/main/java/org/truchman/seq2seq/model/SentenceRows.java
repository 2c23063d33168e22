package org.truchman.seq2seq.model;

import java.util.Arrays;

/**
 * Where the rows of a search step stand in a block of sentences times places. Products of other
 * numbers of rows may give other bits, so every sentence has as many places as the search says that
 * it can have rows, in all steps and batches; or, where that is not said, as the one with the most
 * rows, rounded up to a multiple of sixteen, from which on numbers of rows take the same path.
 *
 * <p>So the hypotheses of a sentence meet the sentence's memory in one product, and the memory is
 * not copied for each of them.
 *
 * @param places of each sentence
 * @param rowAt the row at each place, {@code (B * places)}; row 0 where there is none
 * @param placeOf the place of each row, {@code (R)}
 */
record SentenceRows(int places, long[] rowAt, long[] placeOf) {
  private static final int MULTIPLE = 16;

  /**
   * Puts rows in their places.
   *
   * @param sentences the sentence of each row
   * @param batch the number B of sentences
   * @param hypotheses rows of a sentence at most; rows beyond that only fill up, and stand at the
   *     first place of theirs; 0 where it is not known
   */
  static SentenceRows of(int[] sentences, int batch, int hypotheses) {
    int places = hypotheses > 0 ? hypotheses : most(sentences, batch);
    int[] count = new int[batch];
    long[] placeOf = new long[sentences.length];
    long[] rowAt = new long[batch * places];
    for (int row = 0; row < sentences.length; row++) {
      int first = sentences[row] * places;
      int number = count[sentences[row]]++;
      placeOf[row] = number < places ? first + number : first;
      if (number < places) {
        rowAt[first + number] = row;
      }
    }
    return new SentenceRows(places, rowAt, placeOf);
  }

  private static int most(int[] sentences, int batch) {
    int[] count = new int[batch];
    Arrays.stream(sentences).forEach(sentence -> count[sentence]++);
    int most = Arrays.stream(count).max().orElse(1);
    return (most + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }
}
