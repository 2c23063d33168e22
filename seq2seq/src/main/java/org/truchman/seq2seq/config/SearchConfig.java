package org.truchman.seq2seq.config;

/**
 * How a translation is searched for.
 *
 * @param beamSize hypotheses kept open for a sentence; 1 is greedy search
 * @param nBest alternatives returned, 1 to beamSize
 * @param lengthPenalty exponent a of log p / length^a; 0 compares plain probabilities, 1 averages
 * @param maxLengthFactor pieces of a translation at most for each source piece (plus {@code
 *     maxLengthOffset})
 * @param maxLengthOffset added to the limit above
 * @param batchSize sentences searched together
 * @param maxSourceLength pieces of a source sentence at most; a longer line is split and rejoined
 */
public record SearchConfig(
    int beamSize,
    int nBest,
    double lengthPenalty,
    double maxLengthFactor,
    int maxLengthOffset,
    int batchSize,
    int maxSourceLength) {}
