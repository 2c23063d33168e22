/**
 * Language models: text of one language as a stream of pieces, learnt by truncated back-propagation
 * through time, scored, and continued.
 *
 * <p>Read {@link org.truchman.seq2seq.lm.LanguageText} first (what a piece is), then {@link
 * org.truchman.seq2seq.lm.TextRows} (the stream in rows and segments), {@link
 * org.truchman.seq2seq.lm.SegmentStep} (one update), {@link org.truchman.seq2seq.lm.TextReader}
 * (perplexity) and {@link org.truchman.seq2seq.lm.TextWriter} (generation). Lines and ids enter,
 * text and numbers leave; the network is {@link org.truchman.seq2seq.model.LanguageModel}, the loop
 * that of {@link org.truchman.seq2seq.training}. Files and engine do not belong here.
 */
package org.truchman.seq2seq.lm;
