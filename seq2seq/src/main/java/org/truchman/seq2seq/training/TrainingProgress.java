package org.truchman.seq2seq.training;

/**
 * How far a training has come; with the parameters and the optimizer's arrays, all that is needed
 * to go on.
 *
 * @param update updates done
 * @param epoch the epoch that is under way, from 1
 * @param batch batches of this epoch that are done
 * @param learningRate the height of the learning rate, before warm-up and other schedules
 * @param best what the validation set said of the best state; null before the first validation
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
    Validator.Validation best,
    int sinceBest,
    int sinceCut,
    long tokens,
    double seconds,
    String finished) {

  /** The progress before the first update. */
  public static TrainingProgress start(double learningRate) {
    return new TrainingProgress(0, 1, 0, learningRate, null, 0, 0, 0, 0, null);
  }

  /** Validation perplexity of the best state; infinite before the first validation. */
  public double bestPerplexity() {
    return best == null ? Double.POSITIVE_INFINITY : best.perplexity();
  }

  /** BLEU of the best state on the validation set, or null. */
  public Double bestBleu() {
    return best == null ? null : best.bleu();
  }

  /** After one more update that took in {@code batches} batches. */
  TrainingProgress updated(int batches, long newTokens, double newSeconds) {
    return new TrainingProgress(
        update + 1,
        epoch,
        batch + batches,
        learningRate,
        best,
        sinceBest,
        sinceCut,
        tokens + newTokens,
        seconds + newSeconds,
        null);
  }

  /** At the beginning of the next epoch. */
  TrainingProgress nextEpoch() {
    return new TrainingProgress(
        update, epoch + 1, 0, learningRate, best, sinceBest, sinceCut, tokens, seconds, null);
  }

  /** After a validation that was the best so far. */
  TrainingProgress better(Validator.Validation found) {
    return new TrainingProgress(
        update, epoch, batch, learningRate, found, 0, 0, tokens, seconds, null);
  }

  /** After a validation that was not, with the learning rate that follows. */
  TrainingProgress worse(double nextRate) {
    int nextSinceCut = nextRate < learningRate ? 0 : sinceCut + 1;
    return new TrainingProgress(
        update, epoch, batch, nextRate, best, sinceBest + 1, nextSinceCut, tokens, seconds, null);
  }

  /** At the end. */
  TrainingProgress finish(String reason) {
    return new TrainingProgress(
        update, epoch, batch, learningRate, best, sinceBest, sinceCut, tokens, seconds, reason);
  }
}
