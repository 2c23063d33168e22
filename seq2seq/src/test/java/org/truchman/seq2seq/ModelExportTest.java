package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.metrics.Bleu;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.tensor.script.SearchOperators.Format;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;

/** A model written anew with its weights in fewer bits. */
class ModelExportTest {
  @TempDir private static Path folder;
  private static TinyTraining tiny;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyTraining.in(folder);
    tiny.train("model", TinyTraining.learnt());
  }

  private static ModelDirectory export(
      String name, WeightType type, Optional<CorpusSource> valid, List<String> heard) {
    Path output = tiny.model(name);
    long bytes =
        ModelExport.save(
            new ExportRequest(tiny.model("model"), output, type, valid, TinyTraining.engine()),
            heard::add);
    ModelDirectory written = ModelDirectory.open(output);
    assertEquals(
        written.manifest().files().stream().mapToLong(file -> file.size()).sum(), bytes, name);
    return written;
  }

  private static Optional<CorpusSource> dev() {
    return Optional.of(
        new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de")));
  }

  private static List<String> translations(Path model, SearchConfig search) throws IOException {
    TranslatorOptions options =
        TranslatorOptions.defaults().withEngine(TinyTraining.engine()).withSearch(search);
    try (NeuralTranslator translator = NeuralTranslator.open(model, options)) {
      return translator.translate(Files.readAllLines(folder.resolve("dev.en"))).stream()
          .map(Translation::text)
          .toList();
    }
  }

  private static long weightBytes(ModelDirectory model) {
    return model.manifest().files().stream()
        .filter(file -> file.path().endsWith(".safetensors"))
        .mapToLong(file -> file.size())
        .sum();
  }

  @ParameterizedTest
  @EnumSource(WeightType.class)
  void everyTypeTranslatesAndIsAsSmallAsItShouldBe(WeightType type) throws IOException {
    ModelDirectory before = ModelDirectory.open(tiny.model("model"));
    ModelDirectory after = export("as-" + type, type, Optional.empty(), new ArrayList<>());
    double share = (double) weightBytes(after) / weightBytes(before);
    // Rows of 16 numbers: a scale of 4 bytes for 16 of 1 makes 20 of 64.
    Map<WeightType, Double> expected =
        Map.of(WeightType.F32, 1.0, WeightType.F16, 0.5, WeightType.BF16, 0.5, WeightType.I8, 0.33);
    assertEquals(expected.get(type), share, 0.12, type.name());
    assertEquals(before.configuration(), after.configuration());
    assertEquals(20, translations(after.path(), SearchConfig.defaults()).size());
  }

  @Test
  void thirtyTwoBitsChangeNoTranslation() throws IOException {
    ModelDirectory same = export("same", WeightType.F32, Optional.empty(), new ArrayList<>());
    SearchConfig exact = SearchWay.EXACT.in(SearchConfig.defaults());
    assertEquals(translations(tiny.model("model"), exact), translations(same.path(), exact));
  }

  @Test
  void everyWayIsScoredWithTheWeightsAsTheyAreStored() throws IOException {
    List<String> heard = new ArrayList<>();
    ModelDirectory small = export("scored", WeightType.I8, dev(), heard);
    assertTrue(heard.get(0).startsWith("BLEU of 20 validation sentences"), heard.toString());
    List<String> references = Files.readAllLines(folder.resolve("dev.de"));
    for (SearchWay way : SearchWay.all(true, false)) {
      List<String> lines = translations(small.path(), way.in(SearchConfig.defaults()));
      double expected = Bleu.standard().corpus(lines, List.of(references)).score();
      assertEquals(expected, small.scores().get(way.score()), 1e-9, way.toString());
    }
    try (Stream<Path> left = Files.list(small.path().toAbsolutePath().getParent())) {
      assertFalse(left.anyMatch(path -> path.toString().endsWith(".part")), "nothing is left over");
    }
  }

  @Test
  void bytesThatAreStoredAreTheBytesThatAreSearchedWith() throws IOException {
    ModelDirectory small = export("bytes", WeightType.I8, Optional.empty(), new ArrayList<>());
    SearchConfig bytes = new SearchWay(Format.INT8, false).in(SearchConfig.defaults());
    assertEquals(translations(tiny.model("model"), bytes), translations(small.path(), bytes));
  }

  @Test
  void theProvenanceTellsOldScoresApartAndNamesNoFolder() {
    JsonObject before = ModelDirectory.open(tiny.model("model")).provenance();
    ModelDirectory small = export("told", WeightType.F16, Optional.empty(), new ArrayList<>());
    JsonObject exported = small.provenance().getAsJsonObject("exported");
    assertEquals("model", exported.get("model").getAsString());
    assertEquals("F16", exported.get("weights").getAsString());
    assertEquals(before.get("scores"), exported.get("scores"));
    assertTrue(small.scores().isEmpty(), small.scores().toString());
    List<String> card = ModelCard.read(small.path()).lines();
    assertTrue(card.contains("weights: F16, exported from model"), card.toString());
    assertEquals(before.get("corpora"), small.provenance().get("corpora"));
    assertEquals(
        "train.en",
        before.getAsJsonObject("corpora").getAsJsonObject("trainSource").get("file").getAsString());
    assertFalse(small.provenance().toString().contains(folder.toString()));
  }

  @Test
  void whatIsThereIsNotOverwritten() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> export("model", WeightType.I8, Optional.empty(), new ArrayList<>()))
            .getMessage();
    assertTrue(message.contains("is there already"), message);
  }

  @Test
  void pairsThatAreAllTooLongAreRefusedAndNothingIsWritten() throws IOException {
    Path longer = Files.writeString(folder.resolve("long.en"), "one ".repeat(2000) + "\n");
    CorpusSource source = new CorpusSource.TwoFiles(longer, longer);
    String message =
        assertThrows(
                CorpusException.class,
                () -> export("none", WeightType.I8, Optional.of(source), new ArrayList<>()))
            .getMessage();
    assertTrue(message.contains("no pair of the validation set"), message);
    assertFalse(Files.exists(tiny.model("none")));
  }
}
