/**
 * Searches for the best translations, given a network that says how likely each next piece is.
 *
 * <p>In: a {@link org.truchman.seq2seq.decoding.StepScorer}, which is the network's side of a batch
 * of sentences, and a limit of length for each sentence. Out: for each sentence its {@link
 * org.truchman.seq2seq.decoding.Hypothesis} list, best first. Read {@link
 * org.truchman.seq2seq.decoding.BeamSearch} first; then {@code BeamStep} (one step of one sentence,
 * the arithmetic of the beam), {@code SentenceBeam} (what one sentence remembers and when it is
 * done) and {@code PieceRules} (what it may not say). {@link
 * org.truchman.seq2seq.decoding.Constraints} are what a translation must and must not say; {@code
 * BankedStep} sees to the first. {@code SampleSearch} draws instead; {@link
 * org.truchman.seq2seq.decoding.ForcedScorer} searches nothing and scores what is given.
 *
 * <p>The search itself is plain Java over {@code int[]} and {@code double}: no tensor is touched
 * here, so that every rule can be checked by hand against a table of probabilities.
 *
 * <p>Rules that hold everywhere in this package:
 *
 * <ul>
 *   <li>The length of a hypothesis counts its pieces and its EOS: every scored piece, no more. The
 *       empty translation (EOS at once) has length 1 and is allowed unless a least length is set.
 *   <li>The log-probability of a hypothesis is the sum of its pieces' floats, in double, from first
 *       to last, so that it is the same in every batch.
 *   <li>Equal sums rank by (parent's place in the beam, the parent's own order of its candidates,
 *       which breaks ties by piece id). Equal scores of finished hypotheses rank by (length, that
 *       same rank).
 * </ul>
 */
package org.truchman.seq2seq.decoding;
