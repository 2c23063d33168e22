/**
 * Model directories in DJL's own ecosystem: {@code Criteria.builder().setTypes(String.class,
 * String.class)} loads one, and DJL Serving serves one.
 *
 * <p>In: a model directory and text. Out: translations, and nothing of the engine. Read {@link
 * org.truchman.djl.TextTranslatorFactory} first. Everything is done by {@link
 * org.truchman.seq2seq.NeuralTranslator}; whoever needs none of DJL's types uses that directly.
 */
package org.truchman.djl;
