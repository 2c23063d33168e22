package org.truchman.seq2seq.training;

/**
 * The contents of a snapshot: flat vectors, each in the layout of the parameters.
 *
 * @param parameters the parameters
 * @param firstMoment Adam's m
 * @param secondMoment Adam's v
 * @param average the moving average, or null when none is kept
 * @param carried what the last update hands on to the next beside the parameters, or null when that
 *     is nothing
 * @param steps updates that changed the parameters
 * @param progress how far training has come
 */
public record TrainingState(
    float[] parameters,
    float[] firstMoment,
    float[] secondMoment,
    float[] average,
    float[] carried,
    long steps,
    TrainingProgress progress) {}
