/**
 * Training: one update (loss, back-propagation, clipping, Adam), the loop of epochs with
 * validation, learning rate and stopping, and what a snapshot keeps of all that.
 *
 * <p>Read {@link org.truchman.seq2seq.training.TrainingLoop} first, then {@link
 * org.truchman.seq2seq.training.UpdateStep}; {@link org.truchman.seq2seq.training.Course} is where
 * whatever else can be learnt comes in. Batches of ids enter; parameters change; reports leave
 * through {@link org.truchman.seq2seq.training.TrainingListener}. Files and text belong to the
 * callers.
 */
package org.truchman.seq2seq.training;
