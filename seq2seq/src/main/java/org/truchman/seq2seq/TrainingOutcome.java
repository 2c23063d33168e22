package org.truchman.seq2seq;

import java.nio.file.Path;

/** How a training ended. */
public record TrainingOutcome(
    Path model,
    boolean interrupted,
    int epochs,
    long updates,
    double bestPerplexity,
    Double bestBleu,
    double seconds) {}
