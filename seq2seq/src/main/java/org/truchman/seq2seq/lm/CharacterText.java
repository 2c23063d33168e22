package org.truchman.seq2seq.lm;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.vocab.Vocabulary;

/**
 * Code points, blanks included. The vocabulary spells a blank or control character {@code
 * <U+0020>}, which no single character looks like.
 *
 * @param vocabulary the characters that are known
 */
record CharacterText(Vocabulary vocabulary) implements LanguageText {
  private static final Pattern ESCAPED = Pattern.compile("<U\\+([0-9A-F]{4})>");

  static CharacterText learn(LanguageTextConfig config, Iterable<String> lines) {
    Map<Integer, Long> counts = new HashMap<>();
    for (String line : lines) {
      line.codePoints().forEach(character -> counts.merge(character, 1L, Long::sum));
    }
    if (counts.isEmpty()) {
      throw new CorpusException(
          "the training text has no character; there is nothing to learn from");
    }
    Map<String, Long> pieces = new HashMap<>();
    counts.forEach(
        (character, count) -> {
          if (count >= config.minCount()) {
            pieces.put(spelled(character), count);
          }
        });
    return new CharacterText(Vocabulary.ofCounts(pieces));
  }

  private static String spelled(int character) {
    return character <= ' '
        ? String.format(Locale.ROOT, "<U+%04X>", character)
        : Character.toString(character);
  }

  private static String character(String piece) {
    Matcher escaped = ESCAPED.matcher(piece);
    return escaped.matches() ? Character.toString(Integer.parseInt(escaped.group(1), 16)) : piece;
  }

  @Override
  public int[] ids(String line) {
    return line.codePoints().map(character -> vocabulary.id(spelled(character))).toArray();
  }

  @Override
  public String line(int[] ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(character(vocabulary.piece(id)));
    }
    return text.toString();
  }

  @Override
  public List<String> unknown(String line) {
    return line.codePoints()
        .mapToObj(CharacterText::spelled)
        .filter(piece -> !vocabulary.contains(piece))
        .distinct()
        .toList();
  }

  @Override
  public void save(Path folder) {
    SavedVocabulary.write(folder, vocabulary);
  }
}
