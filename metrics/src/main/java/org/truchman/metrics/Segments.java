package org.truchman.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The checks that every metric makes of what it is given. */
final class Segments {
  private Segments() {}

  /** Refuses a corpus without segments or references, or one whose sides differ in length. */
  static void check(List<String> hypotheses, List<List<String>> references) {
    if (hypotheses.isEmpty()) {
      throw new IllegalArgumentException("nothing to score: there are no hypotheses");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare with: give a set of references");
    }
    for (int r = 0; r < references.size(); r++) {
      int size = references.get(r).size();
      if (size != hypotheses.size()) {
        throw new IllegalArgumentException(
            (hypotheses.size() + " hypotheses, but " + size + " references")
                + (references.size() == 1 ? "" : " in set " + (r + 1))
                + ": both sides need the same number of lines");
      }
    }
  }

  /** The references that are there, of which there is one at least. */
  static List<String> present(String hypothesis, List<String> references) {
    if (hypothesis == null) {
      throw new IllegalArgumentException("the hypothesis is null: an empty one is \"\"");
    }
    List<String> present = references.stream().filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      throw new IllegalArgumentException("no reference: a segment needs one at least");
    }
    return present;
  }

  /** The statistics of one segment of a corpus; a complaint names the segment. */
  static Statistics statistics(
      Metric<?> metric, List<String> hypotheses, List<List<String>> references, int segment) {
    String[] row = new String[references.size()];
    for (int r = 0; r < row.length; r++) {
      row[r] = references.get(r).get(segment);
    }
    try {
      return metric.statistics(hypotheses.get(segment), Arrays.asList(row));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("segment " + (segment + 1) + ": " + e.getMessage(), e);
    }
  }
}
