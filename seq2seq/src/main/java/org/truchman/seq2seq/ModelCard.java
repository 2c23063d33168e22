package org.truchman.seq2seq;

import java.util.List;

/** What a model says about itself, as lines of text. */
public record ModelCard(List<String> lines) {}
