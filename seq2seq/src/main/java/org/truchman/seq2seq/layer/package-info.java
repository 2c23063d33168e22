/**
 * Layers as functions of weights and arrays: padding-exact recurrences, attention, dropout. Only
 * dropout has a state, its random numbers.
 *
 * <p>Read {@link org.truchman.seq2seq.layer.PaddedRecurrence} first. Weights come in as arguments;
 * what owns them is in {@code org.truchman.seq2seq.model}.
 */
package org.truchman.seq2seq.layer;
