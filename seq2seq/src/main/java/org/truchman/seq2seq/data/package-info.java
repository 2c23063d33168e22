/**
 * Turns sentence pairs of piece ids into the padded batches that the network reads.
 *
 * <p>In: {@link org.truchman.seq2seq.data.IndexedPair}, the pieces of a source and a target
 * sentence. Out: {@link org.truchman.seq2seq.data.PaddedBatch}, plain arrays with EOS, BOS and PAD
 * in their places. {@link org.truchman.seq2seq.data.BatchPlan} decides which pairs stand together.
 * Read {@code PaddedBatch} first. Raw text and tensors are not handled by the types named here.
 */
package org.truchman.seq2seq.data;
