package org.truchman.text.words;

import java.util.List;

/**
 * Splits lines into words.
 *
 * <p>Every tokenizer keeps three promises: all characters but the blanks are in the words, in
 * order; no word holds a blank; and what stands between two blanks is split in the same way
 * whatever stands around it, so results can be kept per such chunk. Thread-safe.
 */
public interface WordTokenizer {
  /**
   * The words of a line.
   *
   * @param line a line in normal form
   * @return its words in order; empty for an empty line
   */
  List<Word> tokenize(String line);
}
