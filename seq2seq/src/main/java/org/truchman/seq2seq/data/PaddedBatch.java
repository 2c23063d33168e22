package org.truchman.seq2seq.data;

import java.util.List;
import org.truchman.text.vocab.SpecialToken;

/**
 * B sentence pairs as the network learns from them.
 *
 * <p>For a target {@code y1 y2} the decoder is given {@code BOS y1 y2} and shall say {@code y1 y2
 * EOS}, one after the other (teacher forcing).
 *
 * @param source source pieces and EOS, {@code (B, S)}
 * @param decoderInput BOS and target pieces, {@code (B, T)}
 * @param labels target pieces and EOS, {@code (B, T)}; the lengths are the decoder input's
 */
public record PaddedBatch(PaddedRows source, PaddedRows decoderInput, PaddedRows labels) {

  /**
   * Gives the batch of pairs as they are: source not reversed, no wider than its longest sentence.
   *
   * @param pairs the B pairs, at least one
   * @throws IllegalArgumentException if there is none
   */
  public static PaddedBatch of(List<IndexedPair> pairs) {
    return of(pairs, false, 1);
  }

  /**
   * Gives the batch of pairs.
   *
   * @param pairs the B pairs, at least one
   * @param reverseSource whether source pieces are reversed (the EOS stays last)
   * @param sourceMultiple S is rounded up to a multiple of this, at least 1
   * @throws IllegalArgumentException if there is no pair, or the multiple is less than 1
   */
  public static PaddedBatch of(List<IndexedPair> pairs, boolean reverseSource, int sourceMultiple) {
    List<int[]> sources = pairs.stream().map(IndexedPair::source).toList();
    PaddedRows source = PaddedRows.ofSources(sources, reverseSource, sourceMultiple);
    PaddedRows input = PaddedRows.ofDecoderInput(pairs.stream().map(IndexedPair::target).toList());
    return new PaddedBatch(source, input, labelsOf(input));
  }

  /** Gives the number B of pairs. */
  public int size() {
    return source.rows();
  }

  /** Gives the number N of real target tokens, EOS counted: what a loss is divided by. */
  public int realTokens() {
    return labels.tokens();
  }

  /**
   * Gives the two halves of this batch, as wide as it.
   *
   * @throws IllegalStateException if it holds one pair only
   */
  public List<PaddedBatch> halves() {
    if (size() == 1) {
      throw new IllegalStateException("a batch of one pair has no halves");
    }
    int middle = size() / 2;
    return List.of(rows(0, middle), rows(middle, size()));
  }

  /** Gives the pairs of this batch, and behind them the same pairs once more. */
  public PaddedBatch twice() {
    return new PaddedBatch(source.twice(), decoderInput.twice(), labels.twice());
  }

  private PaddedBatch rows(int from, int to) {
    return new PaddedBatch(
        source.slice(from, to), decoderInput.slice(from, to), labels.slice(from, to));
  }

  /** Gives each row moved one to the left, EOS as its last token. */
  private static PaddedRows labelsOf(PaddedRows input) {
    int[] ids = new int[input.ids().length];
    for (int row = 0; row < input.rows(); row++) {
      int start = row * input.width();
      int pieces = input.lengths()[row] - 1;
      System.arraycopy(input.ids(), start + 1, ids, start, pieces);
      ids[start + pieces] = SpecialToken.EOS.id();
    }
    return new PaddedRows(input.rows(), input.width(), ids, input.lengths());
  }
}
