package org.truchman.seq2seq.data;

import java.util.Locale;
import org.truchman.text.subword.CorpusTag;

/**
 * How a corpus takes part in a training that has several.
 *
 * @param weight how often an epoch has each of its pairs on average, above 0 and at most 1000: 2
 *     means twice, 0.5 one half in one epoch and the other half in the next
 * @param tag what stands in front of its source sentences, or null
 */
public record CorpusShare(double weight, CorpusTag tag) {
  /** Each pair once in each epoch, as it is. */
  public static final CorpusShare PLAIN = new CorpusShare(1, null);

  private static final double MOST = 1000;

  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public CorpusShare {
    if (!(weight > 0 && weight <= MOST)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the weight of a corpus is %s; allowed: above 0, at most %.0f",
              weight,
              MOST));
    }
  }

  /** Whether it says nothing. */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** As a person reads it, such as {@code "weight 0.5, tag bt"}. */
  @Override
  public String toString() {
    return "weight " + number(weight) + (tag == null ? "" : ", tag " + tag.name());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
