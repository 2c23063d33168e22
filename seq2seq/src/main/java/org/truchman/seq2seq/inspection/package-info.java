/**
 * Looks into a model while it reads one sentence: which units are active, which gates are open,
 * what attention looks at, and what the beam keeps.
 *
 * <p>In: a network on the engine and one sentence, and for the search for {@linkplain
 * org.truchman.seq2seq.inspection.UnitSearch units that track something} many more. Out: an {@link
 * org.truchman.seq2seq.inspection.Inspection}, plain numbers and text, from which a page is made
 * elsewhere. Read {@link org.truchman.seq2seq.inspection.TranslationInspector} first.
 *
 * <p>No arithmetic of the network is here: that is {@code TranslationTrace} and {@code
 * LanguageTrace} in the package of the models.
 */
package org.truchman.seq2seq.inspection;
