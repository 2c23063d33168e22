package org.truchman.djl;

import java.util.List;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.Translation;

/** A line to a line. */
final class TextTranslator extends BatchOfText<String, String> {
  private final NeuralTranslator translator;

  TextTranslator(NeuralTranslator translator) {
    this.translator = translator;
  }

  @Override
  List<String> translate(List<String> lines) {
    return translator.translate(lines).stream().map(Translation::text).toList();
  }
}
