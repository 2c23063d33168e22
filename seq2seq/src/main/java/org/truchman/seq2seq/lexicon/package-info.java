/**
 * Which target pieces may translate which source pieces, learnt by counting.
 *
 * <p>In: sentence pairs as piece ids. Out: {@link org.truchman.seq2seq.lexicon.Lexicon}, a small
 * table that a model directory keeps, and {@link org.truchman.seq2seq.lexicon.Shortlist}, which
 * says for a sentence what its translation may be made of. Read {@link
 * org.truchman.seq2seq.lexicon.IbmModel1} first: it learns the probabilities that the table is cut
 * from. Pure Java; scores of the network and the search do not belong here.
 */
package org.truchman.seq2seq.lexicon;
