package org.truchman.seq2seq.inspection;

import java.util.ArrayList;
import java.util.List;
import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.JoinerMarks;

/** How pieces are shown to a person. */
final class Tokens {
  /** The end of a line. */
  static final String END = "⏎";

  /** What is read before the first piece of a translation. */
  static final String BEGINNING = "⇥";

  /** Where no blank stands: many fonts lack the mark itself. */
  private static final String JOINED = "·";

  /** How models of characters spell a blank. */
  private static final String BLANK_CHARACTER = "<U+0020>";

  private Tokens() {}

  /** The pieces of ids as they are spelled; special tokens as signs. */
  static List<String> shown(Vocabulary vocabulary, int[] ids) {
    List<String> shown = new ArrayList<>(ids.length);
    for (int id : ids) {
      shown.add(shown(vocabulary, id));
    }
    return shown;
  }

  /** One piece. */
  static String shown(Vocabulary vocabulary, int id) {
    if (id == SpecialToken.EOS.id()) {
      return END;
    }
    if (id == SpecialToken.BOS.id()) {
      return BEGINNING;
    }
    String piece = vocabulary.piece(id);
    return piece.equals(BLANK_CHARACTER) ? "␣" : piece.replace(JoinerMarks.MARK, JOINED);
  }

  /** What stands in pieces, without the marks of blanks between them. */
  static List<String> plain(List<String> shown) {
    return shown.stream().map(piece -> piece.replace(JOINED, "")).toList();
  }
}
