package org.truchman.seq2seq;

/**
 * One entry of an n-best list.
 *
 * @param text the translation
 * @param score its log-probability after the penalties of length and coverage; the search prefers
 *     the greatest
 */
public record Alternative(String text, double score) {}
