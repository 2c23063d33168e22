package org.truchman.seq2seq.training;

/**
 * A report of the last updates; figures that are means are taken over what came since the report
 * before.
 *
 * @param update updates done in all
 * @param total updates at most, or -1
 * @param epoch the epoch, from 1
 * @param loss mean negative log-likelihood of a target token, in nats
 * @param gradientNorm mean Euclidean norm of the whole gradient before it was clipped
 * @param tokensPerSecond target tokens (EOS included) per second of updates
 * @param learningRate the step size of the last update
 * @param skipped updates that were left out, their loss or gradient not being finite
 * @param seconds spent in updates since the training began, by the clock
 * @param secondsLeft estimate to the end at most; NaN when there is none
 */
public record UpdateReport(
    long update,
    long total,
    int epoch,
    double loss,
    double gradientNorm,
    double tokensPerSecond,
    double learningRate,
    int skipped,
    double seconds,
    double secondsLeft) {}
