package org.truchman.seq2seq;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.normalize.Normalizer;

/**
 * What one call asks for that differs from how the translator was opened.
 *
 * <pre>{@code
 * RequestOptions quick =
 *     RequestOptions.defaults().withBeam(1, 1).withTimeLimit(Duration.ofSeconds(2));
 * }</pre>
 *
 * @param search changes the translator's own search settings
 * @param timeLimit how long the caller waits for a line at most, counted from the call (of a
 *     stream, from when the line is read); null means as long as it takes
 * @param prefix what the translation of each line begins with, in whole words; empty for anything.
 *     Of a line that is split, its first part; a blank line stays empty
 * @param terminology how phrases of the lines must be translated; needs beam search. Where that
 *     cannot be, the translation {@linkplain Translation#unmet says so}
 * @param forbidden phrases that no translation may have, in whole words, and with a capital letter
 *     not at its start either
 * @param aligned whether translations come with their {@link Alignment}; needs attention
 */
public record RequestOptions(
    UnaryOperator<SearchConfig> search,
    Duration timeLimit,
    String prefix,
    Terminology terminology,
    List<String> forbidden,
    boolean aligned) {
  private static final RequestOptions DEFAULTS =
      new RequestOptions(own -> own, null, "", Terminology.NONE, List.of(), false);

  /**
   * Checks the limit and the phrases.
   *
   * @throws IllegalArgumentException if it is not above 0, or one of them is blank
   */
  public RequestOptions {
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(terminology, "terminology");
    forbidden = List.copyOf(forbidden);
    if (forbidden.stream().anyMatch(Normalizer::isBlank)) {
      throw new IllegalArgumentException("a forbidden phrase is blank; allowed: phrases with text");
    }
    if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
      throw new IllegalArgumentException("timeLimit is " + timeLimit + "; allowed: above 0");
    }
  }

  /** The translator's own settings, without a time limit. */
  public static RequestOptions defaults() {
    return DEFAULTS;
  }

  /**
   * A copy that also makes this change, after those made before. The change is applied when a call
   * is made; an {@link IllegalArgumentException} that names the setting comes out of that call.
   */
  public RequestOptions withSearch(UnaryOperator<SearchConfig> change) {
    return with(own -> change.apply(search.apply(own)), timeLimit, prefix);
  }

  /**
   * A copy with another beam.
   *
   * @param beamSize hypotheses kept open; 1 is greedy
   * @param nBest alternatives returned, 1 to {@code beamSize}
   */
  public RequestOptions withBeam(int beamSize, int nBest) {
    return withSearch(own -> own.withNBest(1).withBeamSize(beamSize).withNBest(nBest));
  }

  /** A copy with another exponent of the length penalty. */
  public RequestOptions withLengthPenalty(double value) {
    return withSearch(own -> own.withLengthPenalty(value));
  }

  /**
   * A copy with another greatest length of translations.
   *
   * @param factor pieces for each piece of the source
   * @param offset pieces added to that
   */
  public RequestOptions withMaxLength(double factor, int offset) {
    return withSearch(
        own -> own.withMaxLengthOffset(1).withMaxLengthFactor(factor).withMaxLengthOffset(offset));
  }

  /** A copy with another time limit; null means none. */
  public RequestOptions withTimeLimit(Duration value) {
    return with(search, value, prefix);
  }

  /** A copy that asks for translations that begin so; empty for anything. */
  public RequestOptions withPrefix(String value) {
    return with(search, timeLimit, value);
  }

  private RequestOptions with(UnaryOperator<SearchConfig> change, Duration limit, String start) {
    return new RequestOptions(change, limit, start, terminology, forbidden, aligned);
  }

  /** A copy with another terminology. */
  public RequestOptions withTerminology(Terminology value) {
    return new RequestOptions(search, timeLimit, prefix, value, forbidden, aligned);
  }

  /** A copy that forbids these phrases, and no others. */
  public RequestOptions withForbidden(List<String> value) {
    return new RequestOptions(search, timeLimit, prefix, terminology, value, aligned);
  }

  /** A copy whose translations come with their alignment, or do not. */
  public RequestOptions withAligned(boolean value) {
    return new RequestOptions(search, timeLimit, prefix, terminology, forbidden, value);
  }
}
