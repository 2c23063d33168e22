package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.corpus.CorpusException;

/** A detector of a second: counting in English and in German. */
class LanguageDetectorTest {
  @TempDir static Path folder;

  private static double told;

  private static Path model() {
    return folder.resolve("detector");
  }

  @BeforeAll
  static void trainOnce() throws IOException {
    TinyTraining.in(folder);
    told = train(Map.of("en", folder.resolve("train.en"), "de", folder.resolve("train.de")));
  }

  private static double train(Map<String, Path> texts) {
    DetectorConfiguration settings =
        DetectorJson.with(
            DetectorConfiguration.defaults(),
            Map.of(
                "model.embeddingSize", "8",
                "model.hiddenSize", "16",
                "training.batchSize", "16",
                "training.maxEpochs", "6",
                "training.learningRate", "0.01"));
    return LanguageDetectorTrainer.train(
            LanguageDetectorRequest.of(texts, model(), settings, TinyTraining.engine()),
            new TrainingListener() {})
        .orElseThrow();
  }

  @Test
  void languagesAreToldAndTheModelSaysWhatItIs() throws IOException {
    assertEquals(1, told);
    List<String> lines = new ArrayList<>();
    List<String> languages = new ArrayList<>();
    for (String language : List.of("en", "de")) {
      for (String line : Files.readAllLines(folder.resolve("dev." + language))) {
        lines.add(line);
        languages.add(language);
      }
    }
    lines.add(3, "  ");
    languages.add(3, "");
    try (LanguageDetector detector = LanguageDetector.open(model(), TinyTraining.engine())) {
      assertEquals(List.of("de", "en"), detector.languages());
      List<LanguageDetector.Detected> found = detector.detect(lines);
      assertEquals(languages, found.stream().map(LanguageDetector.Detected::language).toList());
      LanguageDetector.Detected alone = detector.detect(List.of(lines.get(7))).get(0);
      assertEquals(found.get(7).probability(), alone.probability(), 1e-5);
      assertTrue(alone.probability() > 0.5 && alone.probability() <= 1);
      assertEquals(List.of(), detector.detect(List.of()));
    }
    assertEquals("languages: de, en", ModelCard.read(model()).lines().get(1));
    ModelFormatException other =
        assertThrows(ModelFormatException.class, () -> NeuralTranslator.open(model()));
    assertTrue(
        other.getMessage().contains("is a language detector, but a translation model is needed"),
        other.getMessage());
  }

  @Test
  void aTextOfFewLinesIsRefused() throws IOException {
    Path few = Files.writeString(folder.resolve("few"), "one\n\ntwo\n");
    CorpusException refused =
        assertThrows(
            CorpusException.class,
            () -> train(Map.of("en", few, "de", folder.resolve("train.de"))));
    assertTrue(refused.getMessage().startsWith(few + ": "), refused.getMessage());
  }

  @Test
  void aRandomLineAlwaysHasALanguage() {
    Random random = new Random(41);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      StringBuilder line = new StringBuilder("x");
      for (int n = random.nextInt(600); n > 0; n--) {
        line.appendCodePoint(0x20 + random.nextInt(0x3000));
      }
      lines.add(line.toString());
    }
    try (LanguageDetector detector = LanguageDetector.open(model(), TinyTraining.engine())) {
      for (LanguageDetector.Detected found : detector.detect(lines)) {
        assertTrue(detector.languages().contains(found.language()));
        assertTrue(found.probability() >= 0.5 && found.probability() <= 1 + 1e-6);
      }
    }
  }

  @Test
  void aClosedDetectorStaysClosedAndSaysSo() {
    LanguageDetector detector = LanguageDetector.open(model(), TinyTraining.engine());
    detector.close();
    detector.close();
    String refusal =
        assertThrows(IllegalStateException.class, () -> detector.detect(List.of("A dog runs.")))
            .getMessage();
    assertEquals("the language detector of " + model() + " is closed", refusal);
  }
}
