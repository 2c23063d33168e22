/**
 * Arrays on the device: token batches with their masks, shape checks, and the engine's fused
 * operators under the names of the field.
 *
 * <p>Read {@link org.truchman.seq2seq.tensor.TokenTensor} first. Nothing here knows about models or
 * training.
 */
package org.truchman.seq2seq.tensor;
