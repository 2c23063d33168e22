package org.truchman.metrics;

import java.util.Objects;
import java.util.OptionalDouble;
import org.truchman.metrics.tokens.BleuTokenizer;

/**
 * The settings of BLEU.
 *
 * @param tokenizer how lines are divided
 * @param lowercase whether case is ignored
 * @param smoothing what is done with orders that have no match
 * @param smoothValue the value for floor and add-k; empty takes the method's default
 * @param maxOrder the longest n-gram, at least 1
 * @param effectiveOrder whether orders longer than the sentence are left out; meant for sentences
 */
public record BleuOptions(
    BleuTokenizer tokenizer,
    boolean lowercase,
    Smoothing smoothing,
    OptionalDouble smoothValue,
    int maxOrder,
    boolean effectiveOrder) {

  /** Refuses values that sacreBLEU has no meaning for. */
  public BleuOptions {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(smoothing, "smoothing");
    Objects.requireNonNull(smoothValue, "smoothValue");
    if (maxOrder < 1) {
      throw new IllegalArgumentException("maximal n-gram order " + maxOrder + ": at least 1");
    }
    if (smoothValue.isPresent() && !(smoothValue.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "smoothing value " + smoothValue.getAsDouble() + ": it must not be negative");
    }
  }

  /**
   * sacreBLEU's defaults: 13a, cased, exponential smoothing, n-grams up to 4.
   *
   * @return the options behind the standard signature
   */
  public static BleuOptions defaults() {
    return new BleuOptions(
        BleuTokenizer.V13A, false, Smoothing.EXP, OptionalDouble.empty(), 4, false);
  }

  /**
   * A copy with another tokenizer.
   *
   * @param value the tokenizer
   * @return the copy
   */
  public BleuOptions withTokenizer(BleuTokenizer value) {
    return new BleuOptions(value, lowercase, smoothing, smoothValue, maxOrder, effectiveOrder);
  }

  /**
   * A copy that ignores case, or not.
   *
   * @param value whether case is ignored
   * @return the copy
   */
  public BleuOptions withLowercase(boolean value) {
    return new BleuOptions(tokenizer, value, smoothing, smoothValue, maxOrder, effectiveOrder);
  }

  /**
   * A copy with another smoothing method.
   *
   * @param method the method
   * @param value its value; empty takes the method's default
   * @return the copy
   */
  public BleuOptions withSmoothing(Smoothing method, OptionalDouble value) {
    return new BleuOptions(tokenizer, lowercase, method, value, maxOrder, effectiveOrder);
  }

  /**
   * A copy with another longest n-gram.
   *
   * @param value at least 1
   * @return the copy
   */
  public BleuOptions withMaxOrder(int value) {
    return new BleuOptions(tokenizer, lowercase, smoothing, smoothValue, value, effectiveOrder);
  }

  /**
   * A copy with effective order, or without.
   *
   * @param value whether orders longer than the sentence are left out
   * @return the copy
   */
  public BleuOptions withEffectiveOrder(boolean value) {
    return new BleuOptions(tokenizer, lowercase, smoothing, smoothValue, maxOrder, value);
  }

  /** The smoothing value that counts, 0 where the method has none. */
  double smoothingValue() {
    if (!smoothing.hasValue()) {
      return 0;
    }
    return smoothValue.isPresent() ? smoothValue.getAsDouble() : smoothing.defaultValue();
  }
}
