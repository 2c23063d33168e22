/**
 * Layers without state of their own: functions of weights and arrays. Padding-exact recurrences and
 * attention.
 *
 * <p>Read {@link org.truchman.seq2seq.layer.PaddedRecurrence} first. Weights come in as arguments;
 * what owns them is in {@code org.truchman.seq2seq.model}.
 */
package org.truchman.seq2seq.layer;
