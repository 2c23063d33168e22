package org.truchman.text.corpus;

import java.util.List;
import java.util.Objects;

/**
 * Demands that each side of a pair is in its language, as somebody else tells it.
 *
 * @param detector tells languages
 * @param sourceLanguage code that the source side must have
 * @param targetLanguage code that the target side must have
 * @param minCharacters shorter sides are not asked about: too little to tell by; at least 1
 * @param minProbability a side is dropped only when another language is at least so probable, from
 *     0 to 1
 */
public record LanguageRule(
    Detector detector,
    String sourceLanguage,
    String targetLanguage,
    int minCharacters,
    double minProbability) {

  /** Tells the languages of lines; called from several threads. */
  public interface Detector {
    /** The language of each line, in order. */
    List<Answer> detect(List<String> lines);
  }

  /**
   * What was told of a line.
   *
   * @param language its code; empty when there is nothing to tell by
   * @param probability of it, from 0 to 1
   */
  public record Answer(String language, double probability) {}

  /** Checks the numbers. */
  public LanguageRule {
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(sourceLanguage, "sourceLanguage");
    Objects.requireNonNull(targetLanguage, "targetLanguage");
    if (minCharacters < 1) {
      throw new IllegalArgumentException(
          "the least length for a language is " + minCharacters + "; 1 and more are allowed");
    }
    if (!(minProbability >= 0 && minProbability <= 1)) {
      throw new IllegalArgumentException(
          "the least probability of a language is " + minProbability + "; 0 to 1 is allowed");
    }
  }

  /**
   * Why pairs are dropped.
   *
   * @param pairs in normal form
   * @return as many, in order; null for a pair that is kept
   */
  DropReason[] reasons(List<SentencePair> pairs) {
    DropReason[] reasons = new DropReason[pairs.size()];
    if (pairs.isEmpty()) {
      return reasons;
    }
    List<String> sources = pairs.stream().map(SentencePair::source).toList();
    List<String> targets = pairs.stream().map(SentencePair::target).toList();
    List<Answer> ofSources = detector.detect(sources);
    List<Answer> ofTargets = detector.detect(targets);
    for (int i = 0; i < reasons.length; i++) {
      if (isOther(sources.get(i), ofSources.get(i), sourceLanguage)) {
        reasons[i] = DropReason.WRONG_LANGUAGE_SOURCE;
      } else if (isOther(targets.get(i), ofTargets.get(i), targetLanguage)) {
        reasons[i] = DropReason.WRONG_LANGUAGE_TARGET;
      }
    }
    return reasons;
  }

  private boolean isOther(String line, Answer answer, String wanted) {
    return line.codePointCount(0, line.length()) >= minCharacters
        && !answer.language().isEmpty()
        && !answer.language().equals(wanted)
        && answer.probability() >= minProbability;
  }
}
