package org.truchman.seq2seq;

/**
 * One entry of an n-best list.
 *
 * @param text the translation
 * @param score its length-normalised log-probability
 */
public record Alternative(String text, double score) {}
