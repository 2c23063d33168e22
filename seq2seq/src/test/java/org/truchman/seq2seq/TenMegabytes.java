package org.truchman.seq2seq;

import java.nio.file.Path;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.ServiceOptions;

/** Translates one line of ten megabytes; a program of its own, so that its heap can be bounded. */
final class TenMegabytes {
  private static final int CHARACTERS = 10_000_000;

  private TenMegabytes() {}

  /** Opens the model that is named, and prints how many words came out. */
  public static void main(String[] arguments) {
    SearchConfig search =
        SearchConfig.defaults()
            .withBeamSize(1)
            .withMaxLengthFactor(0)
            .withMaxLengthOffset(1)
            .withBatchSize(512)
            .withMaxSourceLength(500);
    TranslatorOptions options =
        TranslatorOptions.defaults()
            .withEngine(TinyTraining.engine())
            .withSearch(search)
            .withService(ServiceOptions.defaults().withBatchTokens(200_000));
    String sentence = "Count seven three seven three seven three seven three seven. ";
    String line = sentence.repeat(CHARACTERS / sentence.length());
    try (NeuralTranslator translator = NeuralTranslator.open(Path.of(arguments[0]), options)) {
      Translation translation = translator.translate(line);
      System.out.println("lines " + translation.text().lines().count());
    }
  }
}
