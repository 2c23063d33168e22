/**
 * The facade that a Java program embeds: {@link org.truchman.seq2seq.NeuralTranslator} opens a
 * model and translates lines, {@link org.truchman.seq2seq.Trainer} trains one from raw parallel
 * text, {@link org.truchman.seq2seq.TranslationScorer} says how probable given translations are.
 * {@link org.truchman.seq2seq.LanguageModelTrainer} and {@link
 * org.truchman.seq2seq.NeuralLanguageModel} are the same for text of one language. {@link
 * org.truchman.seq2seq.ModelInspector} shows what a model does, {@link
 * org.truchman.seq2seq.SentenceEncoder} gives vectors of lines, {@link
 * org.truchman.seq2seq.LanguageDetector} tells their languages.
 *
 * <p>Read {@code NeuralTranslator} first. Text and paths enter, text and records leave; no array of
 * the engine does. The engine starts at the first call that needs it and runs on threads of its
 * own; those of a translator are in {@link org.truchman.seq2seq.service}.
 */
package org.truchman.seq2seq;
