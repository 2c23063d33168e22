package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.List;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelKind;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.inspection.TranslationInspector;

/** Shows what a model, of translation or of a language, does with one sentence. */
public final class ModelInspector {
  private ModelInspector() {}

  /**
   * Looks into a model.
   *
   * @param model its directory
   * @param sentence not blank
   * @param others lines in which units are searched that track something, beside the sentence
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model is missing or damaged
   * @throws IllegalArgumentException if the sentence is blank or too long to be shown, or the
   *     device is not there
   */
  public static Inspection inspect(
      Path model, String sentence, List<String> others, EngineOptions options) {
    return switch (ModelKind.at(model)) {
      case TRANSLATION -> inspectTranslation(model, sentence, others, options);
      case LANGUAGE_DETECTOR ->
          throw new IllegalArgumentException(
              model
                  + ": is a language detector; a model that translates or a language model is needed"
                  + " here");
      case LANGUAGE_MODEL -> {
        try (NeuralLanguageModel open = NeuralLanguageModel.open(model, options)) {
          yield open.inspect(sentence, others);
        }
      }
    };
  }

  private static Inspection inspectTranslation(
      Path model, String sentence, List<String> others, EngineOptions options) {
    ModelDirectory directory = ModelDirectory.open(model);
    SearchConfig search = directory.configuration().search();
    try (OpenNetwork<LoadedModel> open =
        OpenNetwork.open(
            model.toString(), options, engine -> LoadedModel.load(directory, engine))) {
      return open.call(
          loaded ->
              new TranslationInspector(loaded.network(), loaded.text(), search)
                  .inspect(sentence, others));
    }
  }
}
