/**
 * Words and sentences of a normalised line, by OpenNLP, without losing where the blanks were.
 *
 * <p>In goes a line in normal form ({@link org.truchman.text.normalize.Normalizer}); out come
 * {@link org.truchman.text.words.Word}s that know whether a blank stood before them, and from these
 * {@link org.truchman.text.words.MarkedWord}s, which say the same with joiner marks. Read {@link
 * org.truchman.text.words.WordTokenizer} first, then {@link org.truchman.text.words.JoinerMarks}.
 * Splitting words further does not belong here.
 */
package org.truchman.text.words;
