package org.truchman.seq2seq.training;

/**
 * How far a training has come; with the parameters and the optimizer's arrays, all that is needed
 * to go on.
 *
 * @param update updates done
 * @param epoch the epoch that is under way, from 1
 * @param batch batches of this epoch that are done
 * @param learningRate the step size in force
 * @param bestPerplexity least validation perplexity so far; infinite before the first
 * @param bestBleu BLEU of the best model on the validation set, or null
 * @param sinceBest validations since the best one
 * @param sinceCut validations since the best one or the last cut of the learning rate
 * @param tokens target tokens trained on, EOS included
 * @param seconds spent in updates, by the clock
 * @param finished why training has ended, or null while it may go on
 */
public record TrainingProgress(
    long update,
    int epoch,
    int batch,
    double learningRate,
    double bestPerplexity,
    Double bestBleu,
    int sinceBest,
    int sinceCut,
    long tokens,
    double seconds,
    String finished) {

  /** The progress before the first update. */
  public static TrainingProgress start(double learningRate) {
    return new TrainingProgress(
        0, 1, 0, learningRate, Double.POSITIVE_INFINITY, null, 0, 0, 0, 0, null);
  }

  /** After one more update that took in {@code batches} batches. */
  TrainingProgress updated(int batches, long newTokens, double newSeconds) {
    return new TrainingProgress(
        update + 1,
        epoch,
        batch + batches,
        learningRate,
        bestPerplexity,
        bestBleu,
        sinceBest,
        sinceCut,
        tokens + newTokens,
        seconds + newSeconds,
        null);
  }

  /** At the beginning of the next epoch. */
  TrainingProgress nextEpoch() {
    return new TrainingProgress(
        update,
        epoch + 1,
        0,
        learningRate,
        bestPerplexity,
        bestBleu,
        sinceBest,
        sinceCut,
        tokens,
        seconds,
        null);
  }

  /** After a validation that was the best so far. */
  TrainingProgress better(double perplexity, Double bleu) {
    return new TrainingProgress(
        update, epoch, batch, learningRate, perplexity, bleu, 0, 0, tokens, seconds, null);
  }

  /** After a validation that was not, with the learning rate that follows. */
  TrainingProgress worse(double nextRate) {
    int nextSinceCut = nextRate < learningRate ? 0 : sinceCut + 1;
    return new TrainingProgress(
        update,
        epoch,
        batch,
        nextRate,
        bestPerplexity,
        bestBleu,
        sinceBest + 1,
        nextSinceCut,
        tokens,
        seconds,
        null);
  }

  /** At the end. */
  TrainingProgress finish(String reason) {
    return new TrainingProgress(
        update,
        epoch,
        batch,
        learningRate,
        bestPerplexity,
        bestBleu,
        sinceBest,
        sinceCut,
        tokens,
        seconds,
        reason);
  }
}
