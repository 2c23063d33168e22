package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.metrics.Bleu;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.ServiceOptions;

/** Every way to search: what the training records of it, and that neighbours change nothing. */
class SearchTrialTest {
  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static final Messages MESSAGES = new Messages();

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyTraining.in(folder);
    tiny.train("model", TinyTraining.learnt(), new StopSignal(), MESSAGES);
  }

  private static NeuralTranslator open(SearchConfig search, int workers) {
    return NeuralTranslator.open(
        tiny.model("model"),
        TranslatorOptions.defaults()
            .withEngine(TinyTraining.engine())
            .withService(ServiceOptions.defaults().withWorkers(workers))
            .withSearch(search));
  }

  static Stream<SearchWay> ways() {
    return SearchWay.all(true, false).stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theRecordedScoreIsThatOfTheTranslator(SearchWay way) throws IOException {
    List<String> translations = new ArrayList<>();
    try (NeuralTranslator translator = open(way.in(SearchConfig.defaults()), 1)) {
      assertTrue(translator.device().endsWith(", " + way), translator.device());
      translator
          .translate(Files.readAllLines(folder.resolve("dev.en")))
          .forEach(translation -> translations.add(translation.text()));
    }
    List<String> references = Files.readAllLines(folder.resolve("dev.de"));
    double expected = Bleu.standard().corpus(translations, List.of(references)).score();
    Map<String, Double> recorded = ModelDirectory.open(tiny.model("model")).scores();
    assertEquals(expected, recorded.get(way.score()), 1e-9);
    assertTrue(MESSAGES.contain("BLEU of 20 validation sentences", way + " "), way.toString());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void neighboursAndWorkersChangeNothing(SearchWay way) {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      lines.add(TinyTraining.english(random.nextInt(12), random));
    }
    SearchConfig search = way.in(SearchConfig.defaults());
    Map<String, Translation> known = new TreeMap<>();
    for (int size : new int[] {1, 7, 64}) {
      try (NeuralTranslator translator = open(search.withBatchSize(size), size % 2 + 1)) {
        List<Translation> found = translator.translate(lines);
        for (int i = 0; i < lines.size(); i++) {
          Translation before = known.putIfAbsent(lines.get(i), found.get(i));
          assertEquals(before == null ? found.get(i) : before, found.get(i), lines.get(i));
        }
      }
    }
  }

  @Test
  void aRequestCannotChangeTheWay() {
    SearchWay way = new SearchWay(SearchWay.EXACT.format(), true);
    try (NeuralTranslator translator = open(way.in(SearchConfig.defaults()), 1)) {
      RequestOptions other =
          RequestOptions.defaults().withSearch(search -> SearchWay.EXACT.in(search));
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> translator.translate("Count one.", other))
              .getMessage();
      assertTrue(message.contains("search.shortlist"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aPrefixMayBeOutsideOfTheShortlist(SearchWay way) {
    RequestOptions prefix = RequestOptions.defaults().withPrefix("acht acht");
    try (NeuralTranslator translator = open(way.in(SearchConfig.defaults()), 1)) {
      String text = translator.translate("Count one.", prefix).text();
      assertTrue(text.startsWith("acht acht"), text);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void anEnsembleOfAModelWithItselfSaysWhatTheModelSays(SearchWay way) {
    List<String> lines = List.of("Count one two three.", "Count eight.");
    TranslatorOptions options =
        TranslatorOptions.defaults()
            .withEngine(TinyTraining.engine())
            .withSearch(way.in(SearchConfig.defaults()));
    Path model = tiny.model("model");
    try (NeuralTranslator one = NeuralTranslator.open(model, options);
        NeuralTranslator twice = NeuralTranslator.open(List.of(model, model), List.of(), options)) {
      assertEquals(
          one.translate(lines).stream().map(Translation::text).toList(),
          twice.translate(lines).stream().map(Translation::text).toList());
    }
  }

  @Test
  void aTrainingThatIsStoppedMeanwhileGoesOnWithTheTrial() {
    StopSignal stop = new StopSignal();
    Messages stopping = Messages.stopAfter(TinyTraining.UPDATES, stop);
    assertTrue(
        tiny.train("stopped", TinyTraining.settings(), stop, stopping).interrupted(),
        "it was stopped after the last update");
    assertEquals(null, ModelDirectory.open(tiny.model("stopped")).scores().get("searchBleuFp32"));
    assertFalse(tiny.resume("stopped", new Messages()).interrupted());
    assertTrue(
        ModelDirectory.open(tiny.model("stopped")).scores().containsKey("searchBleuInt8Shortlist"));
  }
}
