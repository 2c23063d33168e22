package org.truchman.djl;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.Translation;

/**
 * A request of DJL Serving to its answer: N lines of UTF-8 in the body, ended or divided by LF, to
 * N lines. The lines of all requests of a batch are translated together.
 */
final class ServedTranslator extends BatchOfText<Input, Output> {
  private final NeuralTranslator translator;

  ServedTranslator(NeuralTranslator translator) {
    this.translator = translator;
  }

  @Override
  List<Output> translate(List<Input> requests) {
    List<List<String>> bodies = requests.stream().map(ServedTranslator::lines).toList();
    List<String> all = bodies.stream().flatMap(List::stream).toList();
    List<Translation> translations = translator.translate(all);
    List<Output> answers = new ArrayList<>();
    int from = 0;
    for (List<String> body : bodies) {
      int to = from + body.size();
      answers.add(answer(translations.subList(from, to)));
      from = to;
    }
    return answers;
  }

  private static List<String> lines(Input request) {
    if (request.getContent().isEmpty()) {
      throw new IllegalArgumentException("the request has no body; lines of text are expected");
    }
    String body = request.getData().getAsString();
    return List.of(
        (body.endsWith("\n") ? body.substring(0, body.length() - 1) : body).split("\n", -1));
  }

  private static Output answer(List<Translation> translations) {
    Output answer = new Output();
    answer.addProperty("Content-Type", "text/plain; charset=utf-8");
    answer.add(String.join("\n", translations.stream().map(Translation::text).toList()));
    return answer;
  }
}
