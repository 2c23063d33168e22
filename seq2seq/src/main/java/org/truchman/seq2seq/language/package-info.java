/**
 * Tells which language a line is in: a classifier over characters, learnt by the engine of all
 * other trainings.
 *
 * <p>In: lines of known languages. Out: for any line the probability of each language. Read {@link
 * org.truchman.seq2seq.language.LineCourse} first, what is learnt; then {@code LinePlan} (which
 * lines stand together, and which part of each is looked at) and {@link
 * org.truchman.seq2seq.language.LineReader} (what a trained model says).
 *
 * <p>The network itself is {@code LineClassifier} in the package of the models.
 */
package org.truchman.seq2seq.language;
