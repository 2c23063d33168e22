package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * The affine map of a step's piece and context, W_p e(piece) + W_c context + b, in two parts that
 * are known before the search: one row for each piece, one row for each context.
 */
final class StepInput implements AutoCloseable {
  /** Floats of the greatest table of all pieces: 256 MiB. Larger ones are computed as needed. */
  private static final long GREATEST_TABLE = 1L << 26;

  private final NDArray embedding;
  private final Linear fromPiece;
  private final Linear fromContext;
  private final NDArray table;

  /**
   * Makes the map ready.
   *
   * @param embedding {@code (V, I)}
   * @param pieceWeight W_p, {@code (O, I)}
   * @param contextWeight W_c, {@code (O, C)}, or null when the step sees no context
   * @param bias b, {@code (O)}
   */
  StepInput(
      SearchOperators operators,
      NDArray embedding,
      NDArray pieceWeight,
      NDArray contextWeight,
      NDArray bias) {
    this.embedding = embedding;
    this.fromPiece = operators.linear(pieceWeight, bias, SearchOperators.Format.FP32);
    this.fromContext =
        contextWeight == null
            ? null
            : operators.linear(contextWeight, null, SearchOperators.Format.FP32);
    long size = embedding.getShape().get(0) * pieceWeight.getShape().get(0);
    this.table = size <= GREATEST_TABLE ? fromPiece.apply(embedding) : null;
  }

  /** The gates of each piece, {@code (V, O)}; null where they would take too much memory. */
  NDArray table() {
    return table;
  }

  /** The part of contexts, {@code (N, C)} to {@code (N, O)}; null when the step sees none. */
  NDArray ofContexts(NDArray contexts) {
    return fromContext == null ? null : fromContext.apply(contexts);
  }

  /**
   * The whole of a step.
   *
   * @param pieces {@code (R)}, int64
   * @param contexts what {@link #ofContexts} gave, or null
   * @param rows the context of each row, {@code (R)}, int64; not read when there is none
   * @return {@code (R, O)}, on the manager of {@code pieces}
   */
  NDArray of(NDArray pieces, NDArray contexts, NDArray rows) {
    NDArray part =
        table == null
            ? fromPiece.apply(Kernels.rows(pieces, embedding))
            : Kernels.rows(pieces, table);
    return contexts == null ? part : part.add(Kernels.rows(rows, contexts));
  }

  @Override
  public void close() {
    fromPiece.close();
    if (fromContext != null) {
      fromContext.close();
    }
  }
}
