package org.truchman.text.corpus;

/**
 * A pair that passed every rule.
 *
 * @param number its place among the pairs that the rules of a single pair let through, from 0;
 *     duplicates have numbers too, so there are gaps
 * @param corpus the number of its corpus among the sources, from 0
 * @param file where it stands
 * @param pair the pair in normal form, with its line
 */
public record CleanPair(int number, int corpus, String file, SentencePair pair) {}
