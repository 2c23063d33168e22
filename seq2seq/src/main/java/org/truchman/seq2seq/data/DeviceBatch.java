package org.truchman.seq2seq.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * A padded batch on the device.
 *
 * @param source source ids that end in EOS, {@code (B, S)}
 * @param input BOS and target pieces, {@code (B, T)}
 * @param rows positions b * T + t of the real labels, {@code (N)}, int64
 * @param labels the target pieces and EOS, without PAD, {@code (N)}, int64
 * @param tokens the number N of real labels
 */
public record DeviceBatch(
    TokenTensor source, TokenTensor input, NDArray rows, NDArray labels, int tokens) {

  /** Copies a batch to the device of {@code manager}, where its arrays live. */
  public static DeviceBatch of(NDManager manager, PaddedBatch batch) {
    PaddedRows labels = batch.labels();
    long[] rows = new long[batch.realTokens()];
    long[] ids = new long[batch.realTokens()];
    int n = 0;
    for (int b = 0; b < labels.rows(); b++) {
      for (int t = 0; t < labels.lengths()[b]; t++) {
        int place = b * labels.width() + t;
        rows[n] = place;
        ids[n++] = labels.ids()[place];
      }
    }
    return new DeviceBatch(
        TokenTensor.of(manager, batch.source().ids(), batch.source().lengths()),
        TokenTensor.of(manager, batch.decoderInput().ids(), labels.lengths()),
        manager.create(rows, new Shape(n)),
        manager.create(ids, new Shape(n)),
        n);
  }
}
