package org.truchman.text;

import org.truchman.text.words.OpenNlpWordTokenizer;
import org.truchman.text.words.WordTokenizer;

/** How a line is cut into words before words are cut into pieces. */
public enum WordTokenizerType {
  /** OpenNLP's simple tokenizer: cuts where the character class changes; every language. */
  RULES,
  /** OpenNLP's trained model of the language; English and German. */
  TRAINED;

  /**
   * The tokenizer of this type for a language.
   *
   * @param language two- or three-letter code
   * @throws IllegalArgumentException if there is no trained model of that language
   */
  public WordTokenizer of(String language) {
    return switch (this) {
      case RULES -> OpenNlpWordTokenizer.rules();
      case TRAINED -> OpenNlpWordTokenizer.trained(language);
    };
  }
}
