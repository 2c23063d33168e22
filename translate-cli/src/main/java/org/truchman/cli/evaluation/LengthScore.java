package org.truchman.cli.evaluation;

import java.util.OptionalDouble;

/**
 * BLEU of the sentences whose source is of about one length.
 *
 * @param length the class of length
 * @param sentences how many there are
 * @param bleu corpus BLEU over them; empty if there is none
 */
public record LengthScore(SourceLength length, int sentences, OptionalDouble bleu) {}
