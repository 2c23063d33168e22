package org.truchman.text.corpus;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.truchman.text.normalize.Normalizer;

/**
 * What a pair must be like to be learnt from. Everything is judged in normal form.
 *
 * @param maxCharacters code points of a side at most; 0 means no limit
 * @param maxWords words of a side at most, that is what stands between blanks; 0 means no limit
 * @param maxRatio how many times as many code points as the other a side may have, at least 1; 0
 *     means no limit
 * @param dropCopies whether pairs with the same text on both sides are dropped
 * @param sourceScript how the source side must be written
 * @param targetScript how the target side must be written
 */
public record PairRules(
    int maxCharacters,
    int maxWords,
    double maxRatio,
    boolean dropCopies,
    ScriptRule sourceScript,
    ScriptRule targetScript) {

  /** Checks the ranges. */
  public PairRules {
    requireLimit("characters", maxCharacters);
    requireLimit("words", maxWords);
    if (!(maxRatio == 0 || maxRatio >= 1 && maxRatio < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "length ratio is " + maxRatio + "; 0 (no limit) and 1 or more are allowed");
    }
    Objects.requireNonNull(sourceScript, "sourceScript");
    Objects.requireNonNull(targetScript, "targetScript");
  }

  private static void requireLimit(String what, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the limit of %s is %d; 0 (no limit) and more are allowed",
              what,
              limit));
    }
  }

  /** Text on both sides is all that is asked for. */
  public static PairRules defaults() {
    return new PairRules(0, 0, 0, false, ScriptRule.ANY, ScriptRule.ANY);
  }

  /**
   * Why a pair is dropped.
   *
   * @param source the source side in normal form
   * @param target the target side in normal form
   * @return the first reason, in the order of {@link DropReason}; empty if the pair is kept
   */
  public Optional<DropReason> reason(String source, String target) {
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.of(emptiness(source, target));
    }
    int sourceLength = source.codePointCount(0, source.length());
    int targetLength = target.codePointCount(0, target.length());
    int longer = Math.max(sourceLength, targetLength);
    if (maxCharacters > 0 && longer > maxCharacters) {
      return Optional.of(DropReason.TOO_MANY_CHARACTERS);
    }
    if (maxWords > 0 && Math.max(words(source), words(target)) > maxWords) {
      return Optional.of(DropReason.TOO_MANY_WORDS);
    }
    if (maxRatio > 0 && longer > maxRatio * Math.min(sourceLength, targetLength)) {
      return Optional.of(DropReason.LENGTH_RATIO);
    }
    if (dropCopies && source.equals(target)) {
      return Optional.of(DropReason.SAME_TEXT);
    }
    if (!sourceScript.accepts(source)) {
      return Optional.of(DropReason.WRONG_SCRIPT_SOURCE);
    }
    return targetScript.accepts(target)
        ? Optional.empty()
        : Optional.of(DropReason.WRONG_SCRIPT_TARGET);
  }

  /**
   * Why a pair is dropped.
   *
   * @param pair a pair as it stands in the files
   * @return the first reason; empty if the pair is kept
   */
  public Optional<DropReason> reason(SentencePair pair) {
    return reason(Normalizer.normalize(pair.source()), Normalizer.normalize(pair.target()));
  }

  private static DropReason emptiness(String source, String target) {
    if (source.isEmpty() && target.isEmpty()) {
      return DropReason.EMPTY_BOTH;
    }
    return source.isEmpty() ? DropReason.EMPTY_SOURCE : DropReason.EMPTY_TARGET;
  }

  private static int words(String normal) {
    return 1 + (int) normal.chars().filter(c -> c == ' ').count();
  }
}
