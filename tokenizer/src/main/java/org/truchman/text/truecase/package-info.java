/**
 * Case as marks beside lower-case words, so that "House", "HOUSE" and "house" share their pieces.
 *
 * <p>In goes a {@link org.truchman.text.words.MarkedWord}, out come {@link
 * org.truchman.text.truecase.CasedWord}s, each in lower case with the form that it had; the marks
 * that say so are those of OpenNMT's tokenizer ({@link org.truchman.text.truecase.CaseMark}). Back
 * goes {@link org.truchman.text.truecase.CaseRestorer}. Read {@link
 * org.truchman.text.truecase.CaseSplitter} first: it says which letters take part. Guessing the
 * case of a word from a corpus does not belong here.
 */
package org.truchman.text.truecase;
