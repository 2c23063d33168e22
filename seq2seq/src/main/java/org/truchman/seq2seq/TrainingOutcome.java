package org.truchman.seq2seq;

import java.nio.file.Path;

/**
 * How a training ended.
 *
 * @param model the model directory
 * @param interrupted whether it was told to stop and can go on from its snapshot
 * @param epochs epochs that were finished
 * @param updates updates done
 * @param bestPerplexity least validation perplexity, per target token; infinite if there was no
 *     validation
 * @param bestBleu BLEU of the best model's greedy translation of the validation set, or null
 * @param seconds spent in updates, over all resumed parts
 */
public record TrainingOutcome(
    Path model,
    boolean interrupted,
    int epochs,
    long updates,
    double bestPerplexity,
    Double bestBleu,
    double seconds) {}
