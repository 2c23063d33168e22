package org.truchman.seq2seq;

import java.util.List;

/** A translated line, its score and its n-best list. */
public record Translation(String text, double score, List<Alternative> alternatives) {}
