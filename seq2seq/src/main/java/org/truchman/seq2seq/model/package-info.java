/**
 * The encoder-decoder model: parameters in one flat vector, the encoder that reads a batch of
 * sentences into an {@link org.truchman.seq2seq.model.EncoderMemory}, and the decoder that speaks
 * from a {@link org.truchman.seq2seq.model.DecoderState}.
 *
 * <p>Read {@link org.truchman.seq2seq.model.Seq2SeqModel} first; {@link
 * org.truchman.seq2seq.model.LanguageModel} is a decoder alone. Ids enter, arrays leave; neither
 * text nor files nor searches belong here.
 */
package org.truchman.seq2seq.model;
