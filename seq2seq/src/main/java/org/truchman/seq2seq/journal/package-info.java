/**
 * What a training tells about itself while it runs, for people and for programs.
 *
 * <p>Enter: what a training says to its listener; leave: {@code metrics.jsonl}, one JSON object a
 * line, and TensorBoard's event files. Read {@link org.truchman.seq2seq.journal.MetricsFile}, then
 * {@link org.truchman.seq2seq.journal.TensorBoardFile}. Nothing here decides anything about the
 * training, and no array of the engine comes here.
 */
package org.truchman.seq2seq.journal;
