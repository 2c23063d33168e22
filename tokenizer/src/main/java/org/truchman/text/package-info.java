/**
 * Raw lines to numbered pieces and back, without loss.
 *
 * <p>{@link org.truchman.text.TextPipelines} learns one {@link org.truchman.text.TextPipeline} for
 * each language from a corpus, saves both as one folder, and loads them. A pipeline promises that
 * {@code line(pieces(s))} is the normal form of {@code s}, for every string. Read {@link
 * org.truchman.text.TextPipeline} first: it names the stages in their order. The stages themselves
 * live in the packages below; nothing here knows what a model does with the ids.
 */
package org.truchman.text;
