package org.truchman.seq2seq;

import java.util.Locale;
import org.truchman.text.normalize.Normalizer;

/**
 * A phrase and how it is to be translated.
 *
 * @param source the phrase, in whole words; upper and lower case count
 * @param target what its translation says, in whole words; with a capital letter it may begin the
 *     translation
 */
public record Term(String source, String target) {
  /**
   * Brings both to their normal form.
   *
   * @throws IllegalArgumentException if one of them is blank
   */
  public Term {
    source = Normalizer.normalize(source);
    target = Normalizer.normalize(target);
    if (source.isEmpty() || target.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the term \"%s\" -> \"%s\" has a blank side; both need text",
              source,
              target));
    }
  }
}
