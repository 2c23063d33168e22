package org.truchman.seq2seq;

/** One entry of an n-best list. */
public record Alternative(String text, double score) {}
