package org.truchman.cli.translation;

import java.util.List;
import java.util.Locale;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Library;
import org.truchman.seq2seq.LongLineException;
import org.truchman.seq2seq.Translation;

/** Translates an input in parts, several at once, and names the place of a line that fails. */
public final class CountingTranslator {
  private final Library.LineTranslator translator;
  private final String input;

  /**
   * Prepares.
   *
   * @param input the name of the input in messages
   */
  public CountingTranslator(Library.LineTranslator translator, String input) {
    this.translator = translator;
    this.input = input;
  }

  /** The name of the input in messages. */
  String input() {
    return input;
  }

  /**
   * Translates lines of the input.
   *
   * @param before lines of the input that stand before these
   * @return as many translations, in order, each of one line
   * @throws CommandFailure with exit code 3 if a line is too long, naming it
   */
  public List<Translation> translate(List<String> next, long before) {
    List<Translation> translations;
    try {
      translations = translator.translate(next);
    } catch (LongLineException e) {
      throw CommandFailure.badInput(
          String.format(
              Locale.ROOT,
              "%s:%d: line has %d pieces; at most %d are allowed (--long-lines split translates"
                  + " it in parts)",
              input,
              before + e.index() + 1,
              e.pieces(),
              e.limit()),
          e);
    }
    requireAsManyLines(next, translations);
    return translations;
  }

  /** One line too many, or one too few, would shift all that follow. */
  private static void requireAsManyLines(List<String> next, List<Translation> translations) {
    boolean broken = translations.stream().anyMatch(t -> t.text().indexOf('\n') >= 0);
    if (broken || translations.size() != next.size()) {
      throw new IllegalStateException(
          next.size()
              + " lines went in, "
              + translations.size()
              + " translations came out"
              + (broken ? ", and one has a line end in it" : ""));
    }
  }
}
