package org.truchman.seq2seq.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the key that a user most likely meant. */
final class NearestKey {

  private NearestKey() {}

  /**
   * Gives the known key with the fewest edits from the unknown one. A key whose last part alone is
   * nearer counts by that part, so a key without its section is found too.
   *
   * @param unknown what the user wrote
   * @param known the dotted keys that exist, at least one
   * @return the nearest; of equally near ones the first
   */
  static String to(String unknown, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(key -> distance(unknown, key))).orElseThrow();
  }

  private static int distance(String unknown, String key) {
    int whole = edits(unknown, key);
    int dot = key.lastIndexOf('.');
    return dot < 0 || unknown.contains(".")
        ? whole
        : Math.min(whole, edits(unknown, key.substring(dot + 1)));
  }

  /** Counts insertions, deletions and substitutions (Levenshtein 1966), whatever the case. */
  static int edits(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int column = 0; column <= b.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= a.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= b.length(); column++) {
        int substituted = diagonal + (a.charAt(line - 1) == b.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(substituted, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[b.length()];
  }
}
