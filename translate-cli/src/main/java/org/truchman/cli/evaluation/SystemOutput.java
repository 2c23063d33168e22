package org.truchman.cli.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a system made of a test set.
 *
 * @param system its name
 * @param testSet what it was given
 * @param translations one line a sentence
 * @param seconds that translating took; empty if nobody measured it
 */
public record SystemOutput(
    String system, TestSet testSet, List<String> translations, OptionalDouble seconds) {
  /** Keeps its own copy. */
  public SystemOutput {
    translations = List.copyOf(translations);
  }
}
