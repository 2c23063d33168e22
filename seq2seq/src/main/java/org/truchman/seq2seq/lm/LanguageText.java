package org.truchman.seq2seq.lm;

import java.nio.file.Path;
import java.util.List;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.text.vocab.Vocabulary;

/**
 * From a line to the pieces that a language model knows, and back. The end of a line is EOS, which
 * no line holds; what is not known is UNK.
 */
public interface LanguageText {
  /** The pieces and their ids. */
  Vocabulary vocabulary();

  /** The ids of a line's pieces, without EOS; may be none. */
  int[] ids(String line);

  /**
   * The line that pieces make.
   *
   * @param ids of pieces, not of special tokens
   */
  String line(int[] ids);

  /** What of a line is not known, each once, in order; as a person would write it. */
  List<String> unknown(String line);

  /** Writes what {@link #load} reads into a folder. */
  void save(Path folder);

  /**
   * Learns the pieces of a text.
   *
   * @param language two- or three-letter code
   * @param lines can be read more than once
   * @throws org.truchman.text.corpus.CorpusException if there is no text at all
   */
  static LanguageText learn(LanguageTextConfig config, String language, Iterable<String> lines) {
    return switch (config.level()) {
      case WORD -> WordText.learn(config, lines);
      case SUBWORD -> SubwordText.learn(config, language, lines);
      case CHARACTER -> CharacterText.learn(config, lines);
    };
  }

  /** Reads what {@link #save} wrote. */
  static LanguageText load(TextLevel level, Path folder) {
    return switch (level) {
      case WORD -> new WordText(SavedVocabulary.read(folder));
      case SUBWORD -> SubwordText.load(folder);
      case CHARACTER -> new CharacterText(SavedVocabulary.read(folder));
    };
  }

  /** The number of words of a line: of what stands between blanks. */
  static int words(String line) {
    return WordText.split(line).size();
  }
}
