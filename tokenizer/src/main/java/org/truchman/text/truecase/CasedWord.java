package org.truchman.text.truecase;

import org.truchman.text.words.MarkedWord;

/**
 * A part of a word whose case is one form.
 *
 * @param word the part in lower case, with joiner marks
 * @param form how it was written
 */
public record CasedWord(MarkedWord word, CaseForm form) {}
