package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.vocab.SpecialToken;

/** Trains a tiny model, opens it, and translates with it as a Java program does. */
class NeuralTranslatorTest {
  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static TrainingOutcome outcome;
  private static NeuralTranslator translator;

  @BeforeAll
  static void trainAndOpen() throws IOException {
    tiny = TinyTraining.in(folder);
    outcome = tiny.train("counting", TinyTraining.settings());
    SearchConfig search = SearchConfig.defaults().withNBest(3).withBatchSize(8);
    translator = open(options().withSearch(search));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static TranslatorOptions options() {
    return TranslatorOptions.defaults().withEngine(TinyTraining.engine());
  }

  private static NeuralTranslator open(TranslatorOptions options) {
    return NeuralTranslator.open(tiny.model("counting"), options);
  }

  /** Lines of many lengths, some blank, some longer than the model's limit, some said twice. */
  private static List<String> lines(int count, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int numbers = i % 10 == 9 ? 60 : random.nextInt(16);
      lines.add(numbers == 15 ? "  " : TinyTraining.english(numbers, random));
    }
    lines.set(count - 1, lines.get(0));
    return lines;
  }

  @Test
  void theTrainingTellsHowItEnded() {
    assertFalse(outcome.interrupted());
    assertEquals(TinyTraining.EPOCHS, outcome.epochs());
    assertEquals(TinyTraining.UPDATES, outcome.updates());
    assertTrue(outcome.bestPerplexity() > 1 && outcome.bestPerplexity() < 1000);
  }

  @Test
  void theModelKnowsItsLanguagesAndHowItWasMade() {
    assertEquals("en", translator.configuration().sourceLanguage());
    List<String> card = translator.card().lines();
    assertTrue(card.contains("languages: en to de"), card.toString());
    assertTrue(card.contains("training pairs: 200"), card.toString());
    assertTrue(card.contains("updates: " + TinyTraining.UPDATES), card.toString());
  }

  @Test
  void asManyLinesComeOutAsGoIn() {
    for (int count : new int[] {1, 2, 7, 8, 9, 33}) {
      assertEquals(count, translator.translate(lines(count, count)).size());
    }
    assertEquals(List.of(), translator.translate(List.of()));
  }

  @Test
  void blankLinesStayEmptyAndInTheirPlaces() {
    List<String> lines = List.of("", "Count one.", " \t ", "Count two.", "\u00A0", "");
    List<Translation> translations = translator.translate(lines);
    for (int blank : new int[] {0, 2, 4, 5}) {
      assertEquals("", translations.get(blank).text(), "line " + blank);
      assertEquals(0, translations.get(blank).score(), "line " + blank);
    }
    assertEquals(translator.translate("Count one."), translations.get(1));
    assertEquals(translator.translate("Count two."), translations.get(3));
  }

  @Test
  void noTranslationSpansTwoLines() {
    for (Translation translation : translator.translate(lines(40, 7))) {
      assertFalse(translation.text().contains("\n"), translation.text());
      assertFalse(translation.text().contains("\r"), translation.text());
    }
  }

  @Test
  void alternativesAreSortedAndBeginWithTheBest() {
    for (int numbers = 1; numbers < 10; numbers++) {
      Translation translation = translator.translate(TinyTraining.english(numbers, new Random(1)));
      List<Alternative> alternatives = translation.alternatives();
      assertEquals(3, alternatives.size());
      assertEquals(new Alternative(translation.text(), translation.score()), alternatives.get(0));
      assertTrue(alternatives.get(0).score() >= alternatives.get(1).score());
      assertTrue(alternatives.get(1).score() >= alternatives.get(2).score());
    }
  }

  @Test
  void aTranslationDoesNotDependOnItsNeighbours() {
    List<String> lines = lines(40, 5);
    List<Translation> alone = lines.stream().map(translator::translate).toList();
    assertEquals(alone, translator.translate(lines), "all together");
    for (long seed = 0; seed < 5; seed++) {
      assertEquals(alone, inGroups(lines, new Random(seed)), "groups of seed " + seed);
    }
  }

  /** Translates shuffled lines in groups of 1 to 12, and puts the results back in order. */
  private static List<Translation> inGroups(List<String> lines, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<Translation> found = new ArrayList<>(Collections.nCopies(lines.size(), null));
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(12));
      List<Integer> group = order.subList(from, to);
      List<Translation> translations =
          translator.translate(group.stream().map(lines::get).toList());
      for (int i = 0; i < group.size(); i++) {
        found.set(group.get(i), translations.get(i));
      }
      from = to;
    }
    return found;
  }

  @Test
  void batchSizesChangeNothing() {
    List<String> lines = lines(40, 6);
    List<Translation> expected = translator.translate(lines);
    for (int size : new int[] {1, 3, 64}) {
      SearchConfig search = translator.configuration().search().withBatchSize(size);
      try (NeuralTranslator other = open(options().withSearch(search))) {
        assertEquals(expected, other.translate(lines), "batches of " + size);
      }
    }
  }

  @Test
  void eightCallersGetWhatOneGets() throws Exception {
    List<String> lines = lines(40, 8);
    List<Translation> expected = translator.translate(lines);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Translation>>> found = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        Random random = new Random(caller);
        found.add(callers.submit(() -> inGroups(lines, random)));
      }
      for (Future<List<Translation>> one : found) {
        assertEquals(expected, one.get());
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aLongLineCanBeRefusedBeforeAnythingIsTranslated() {
    String tooLong = TinyTraining.english(120, new Random(2));
    try (NeuralTranslator strict = open(options().withLongLines(LongLines.FAIL))) {
      List<String> lines = List.of("Count one.", "", tooLong, tooLong);
      LongLineException e = assertThrows(LongLineException.class, () -> strict.translate(lines));
      assertEquals(2, e.index());
      assertEquals(100, e.limit());
      assertEquals(pipelines().source().ids(tooLong).length, e.pieces());
      assertTrue(e.getMessage().startsWith("line 3 has " + e.pieces()), e.getMessage());
      assertEquals(2, strict.translate(lines.subList(0, 2)).size());
    }
  }

  @Test
  void tenThousandWordsAreSplitAtSentenceEndsAndRejoined() {
    TextPipeline source = pipelines().source();
    Random random = new Random(4);
    List<String> sentences = new ArrayList<>();
    int longest = 0;
    int shortest = Integer.MAX_VALUE;
    for (int words = 0; words < 10_000; words += 21) {
      sentences.add(TinyTraining.english(20, random));
      int pieces = source.ids(sentences.get(sentences.size() - 1)).length;
      longest = Math.max(longest, pieces);
      shortest = Math.min(shortest, pieces);
    }
    assertTrue(longest < 2 * shortest, "no two sentences may fit into one part");
    SearchConfig greedy =
        SearchConfig.defaults()
            .withBeamSize(1)
            .withBatchSize(64)
            .withMaxSourceLength(longest)
            .withMaxLengthFactor(0.2);
    try (NeuralTranslator splitting = open(options().withSearch(greedy))) {
      List<Translation> parts = splitting.translate(sentences);
      Translation whole = splitting.translate(String.join(" ", sentences));
      List<String> texts = parts.stream().map(Translation::text).toList();
      assertEquals(
          String.join(" ", texts.stream().filter(t -> !t.isEmpty()).toList()), whole.text());
      double mean = parts.stream().mapToDouble(Translation::score).average().orElseThrow();
      assertEquals(mean, whole.score(), 1e-9);
    }
  }

  @Test
  void namesOfSpecialTokensArePlainText() {
    TextPipeline source = pipelines().source();
    for (String name : List.of("<s>", "</s>", "<unk>", "<pad>", "Count </s> one <unk> two.")) {
      int[] ids = source.ids(name);
      for (int id : ids) {
        assertTrue(id >= SpecialToken.COUNT, name + " has the id " + id);
      }
      assertEquals(name, source.lineOfIds(ids));
      assertEquals(1, translator.translate(List.of(name)).size());
    }
    Translation ended = translator.translate("Count </s> one two three four.");
    assertFalse(ended.equals(translator.translate("Count")), "</s> ended the sentence");
  }

  @Test
  void noArrayIsForgotten() {
    List<String> lines = lines(5, 9);
    translator.translate(lines);
    int before = translator.liveArrays();
    for (int i = 0; i < 200; i++) {
      translator.translate(lines.get(i % lines.size()));
    }
    assertEquals(before, translator.liveArrays());
  }

  @Test
  void aClosedTranslatorSaysSo() {
    NeuralTranslator closed = open(options());
    closed.close();
    closed.close();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> closed.translate("Count one."));
    assertTrue(e.getMessage().contains("closed"), e.getMessage());
  }

  @Test
  void anotherFormatVersionIsRefusedWithBothNumbers(@TempDir Path copy) throws IOException {
    Path manifest = copy.resolve("manifest.json");
    String json = Files.readString(tiny.model("counting").resolve("manifest.json"));
    Files.writeString(
        manifest,
        json.replace("\"formatVersion\": 1", "\"formatVersion\": 2"),
        StandardCharsets.UTF_8);
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> NeuralTranslator.open(copy, options()));
    assertTrue(e.getMessage().contains("format version 2"), e.getMessage());
    assertTrue(e.getMessage().contains("reads version 1"), e.getMessage());
  }

  @Test
  void aMissingModelIsNamed() {
    Path nowhere = folder.resolve("nowhere");
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> NeuralTranslator.open(nowhere, options()));
    assertTrue(e.getMessage().contains(nowhere + ": does not exist"), e.getMessage());
  }

  private static TextPipelines pipelines() {
    return TextPipelines.load(ModelDirectory.open(tiny.model("counting")).textFolder());
  }
}
