package org.truchman.seq2seq.language;

import java.util.List;

/**
 * Lines of known languages.
 *
 * @param characters ids of each line's characters, at least one each
 * @param labels number of each line's language, from 0
 */
public record LabelledLines(List<int[]> characters, int[] labels) {
  /** Checks that there are as many of both. */
  public LabelledLines {
    characters = List.copyOf(characters);
    if (characters.size() != labels.length) {
      throw new IllegalArgumentException(
          characters.size() + " lines, but " + labels.length + " labels; each line needs one");
    }
  }

  /** The number of lines. */
  public int size() {
    return labels.length;
  }
}
