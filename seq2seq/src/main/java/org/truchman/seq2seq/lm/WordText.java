package org.truchman.seq2seq.lm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.vocab.Vocabulary;

/**
 * Words as they stand between blanks; a line is written with one blank between them.
 *
 * @param vocabulary the words that are known
 */
record WordText(Vocabulary vocabulary) implements LanguageText {

  static WordText learn(LanguageTextConfig config, Iterable<String> lines) {
    Map<String, Long> counts = new HashMap<>();
    for (String line : lines) {
      split(line).forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    if (counts.isEmpty()) {
      throw new CorpusException("the training text has no word; there is nothing to learn from");
    }
    counts.values().removeIf(count -> count < config.minCount());
    Vocabulary all = Vocabulary.ofCounts(counts);
    int most = config.maxWords();
    return new WordText(
        most == 0 || all.pieces().size() <= most
            ? all
            : Vocabulary.of(all.pieces().subList(0, most)));
  }

  /** What stands between blanks and control characters. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || isBlank(line.charAt(i));
      if (!blank && start < 0) {
        start = i;
      } else if (blank && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c);
  }

  @Override
  public int[] ids(String line) {
    return split(line).stream().mapToInt(vocabulary::id).toArray();
  }

  @Override
  public String line(int[] ids) {
    return Arrays.stream(ids).mapToObj(vocabulary::piece).collect(Collectors.joining(" "));
  }

  @Override
  public List<String> unknown(String line) {
    return split(line).stream().filter(word -> !vocabulary.contains(word)).distinct().toList();
  }

  @Override
  public void save(Path folder) {
    SavedVocabulary.write(folder, vocabulary);
  }
}
