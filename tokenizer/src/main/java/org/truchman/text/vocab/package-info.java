/**
 * The numbers that the model knows pieces by.
 *
 * <p>In go pieces, out come ids, and back. {@link org.truchman.text.vocab.Vocabulary} numbers what
 * the text is made of; the four {@link org.truchman.text.vocab.SpecialToken}s before them are not
 * text, have no spelling, and so cannot be written by any text. How pieces are spelled is the
 * business of {@code text.subword}.
 */
package org.truchman.text.vocab;
