package org.truchman.text.words;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far words agree with those that somebody marked by hand. A word agrees if it begins and ends
 * at the same characters, blanks not counted.
 *
 * @param agreeing words that are in both
 * @param found words that were found
 * @param expected words that were marked
 */
public record WordAgreement(long agreeing, long found, long expected) {
  /** Nothing compared yet. */
  public static final WordAgreement NONE = new WordAgreement(0, 0, 0);

  /**
   * Compares the words of one line.
   *
   * @param found the words that were found, in order
   * @param expected the words that were marked, in order
   * @throws IllegalArgumentException if their characters differ
   */
  public static WordAgreement of(List<String> found, List<String> expected) {
    String foundText = String.join("", found).replace(" ", "");
    String expectedText = String.join("", expected).replace(" ", "");
    if (!foundText.equals(expectedText)) {
      throw new IllegalArgumentException(
          "words of \"" + foundText + "\" cannot agree with those of \"" + expectedText + "\"");
    }
    Set<Long> places = places(expected);
    Set<Long> same = places(found);
    same.retainAll(places);
    return new WordAgreement(same.size(), found.size(), expected.size());
  }

  private static Set<Long> places(List<String> words) {
    Set<Long> places = new HashSet<>();
    int start = 0;
    for (String word : words) {
      int end = start + word.replace(" ", "").length();
      places.add((long) start << 32 | end);
      start = end;
    }
    return places;
  }

  /** Both taken together. */
  public WordAgreement plus(WordAgreement other) {
    return new WordAgreement(
        agreeing + other.agreeing, found + other.found, expected + other.expected);
  }

  /** The share of the words found that agree, 0 to 1; 1 if none was found. */
  public double precision() {
    return found == 0 ? 1 : (double) agreeing / found;
  }

  /** The share of the words marked that were found, 0 to 1; 1 if none was marked. */
  public double recall() {
    return expected == 0 ? 1 : (double) agreeing / expected;
  }

  /** The harmonic mean of precision and recall, 0 to 1. */
  public double f1() {
    return found + expected == 0 ? 1 : 2.0 * agreeing / (found + expected);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "P %.2f R %.2f F1 %.2f", precision() * 100, recall() * 100, f1() * 100);
  }
}
