package org.truchman.seq2seq.lexicon;

/**
 * What the translations of several sentences may be made of.
 *
 * @param pieces the target ids of all sentences together, ascending; owned by this record, not to
 *     be changed
 * @param places for each sentence the places of its candidates in {@code pieces}, ascending; owned
 *     by this record, not to be changed
 */
public record CandidateUnion(int[] pieces, int[][] places) {}
