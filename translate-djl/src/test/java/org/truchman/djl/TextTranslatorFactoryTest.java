package org.truchman.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.Trainer;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.TextConfig;

/** Loads a tiny model as programs do that know DJL and nothing of us. */
@Timeout(60)
class TextTranslatorFactoryTest {
  private static final List<String> LINES =
      List.of("Count one.", "", "Count two three.", "Count four five six.", " ");

  @TempDir private static Path folder;
  private static Path model;
  private static List<String> expected;

  @BeforeAll
  static void trainAndTranslate() throws IOException {
    System.setProperty("ai.djl.offline", "true");
    model = train(folder);
    EngineOptions engine = EngineOptions.defaults().withDevice("cpu").withThreads(1);
    try (NeuralTranslator translator =
        NeuralTranslator.open(model, TranslatorOptions.defaults().withEngine(engine))) {
      expected = translator.translate(LINES).stream().map(Translation::text).toList();
    }
  }

  private static Path train(Path folder) throws IOException {
    List<String> english = List.of("one", "two", "three", "four", "five", "six");
    List<String> german = List.of("eins", "zwei", "drei", "vier", "fünf", "sechs");
    List<String> source = new ArrayList<>();
    List<String> target = new ArrayList<>();
    for (int i = 0; i < 72; i++) {
      source.add("Count " + english.get(i % 6) + " " + english.get(i / 6 % 6) + ".");
      target.add("Zähle " + german.get(i % 6) + " " + german.get(i / 6 % 6) + ".");
    }
    Path sources = Files.write(folder.resolve("train.en"), source);
    Path targets = Files.write(folder.resolve("train.de"), target);
    Configuration settings =
        Configuration.defaults()
            .withSourceLanguage("en")
            .withTargetLanguage("de")
            .withText(TextConfig.defaults().withBpeMerges(30))
            .withModel(ModelConfig.delayed().withEmbeddingSize(16).withHiddenSize(16))
            .withTraining(TrainingConfig.defaults().withBatchSize(16).withMaxEpochs(2));
    Path model = folder.resolve("model");
    EngineOptions engine = EngineOptions.defaults().withDevice("cpu").withThreads(1);
    Trainer.train(
        new TrainingRequest(
            sources, targets, sources, targets, model, settings, engine, false, new StopSignal()),
        new TrainingListener() {});
    return model;
  }

  private static Criteria.Builder<String, String> criteria() {
    return TextTranslatorFactory.criteria(model)
        .optDevice(ai.djl.Device.cpu())
        .optArgument("threads", 1)
        .optArgument("workers", 2);
  }

  @Test
  void criteriaLoadAModelDirectory() throws Exception {
    try (ZooModel<String, String> loaded = criteria().build().loadModel();
        Predictor<String, String> predictor = loaded.newPredictor()) {
      for (int i = 0; i < LINES.size(); i++) {
        assertEquals(expected.get(i), predictor.predict(LINES.get(i)));
      }
      assertEquals(expected, predictor.batchPredict(LINES));
    }
  }

  @Test
  void predictorsOfSeveralThreadsShareTheModel() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ZooModel<String, String> loaded = criteria().build().loadModel()) {
      List<Future<List<String>>> found = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        found.add(
            threads.submit(
                () -> {
                  try (Predictor<String, String> predictor = loaded.newPredictor()) {
                    return predictor.batchPredict(LINES);
                  }
                }));
      }
      for (Future<List<String>> one : found) {
        assertEquals(expected, one.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void servingPropertiesAreEnough() throws Exception {
    Path served = Files.createDirectory(folder.resolve("served"));
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.toList()) {
        if (!file.equals(model)) {
          Files.copy(file, served.resolve(model.relativize(file)));
        }
      }
    }
    Files.writeString(
        served.resolve("serving.properties"),
        """
        engine=PyTorch
        translatorFactory=org.truchman.djl.TextTranslatorFactory
        blockFactory=org.truchman.djl.TextBlockFactory
        option.hasParameter=false
        threads=1
        """);
    Criteria<Input, Output> criteria =
        Criteria.builder().setTypes(Input.class, Output.class).optModelPath(served).build();
    try (ZooModel<Input, Output> loaded = criteria.loadModel();
        Predictor<Input, Output> predictor = loaded.newPredictor()) {
      Input body = new Input();
      body.add(String.join("\n", LINES) + "\n");
      Input line = new Input();
      line.add(LINES.get(2));
      List<Output> answers = predictor.batchPredict(List.of(body, line));
      assertEquals(String.join("\n", expected), answers.get(0).getData().getAsString());
      assertEquals(expected.get(2), answers.get(1).getData().getAsString());
      byte[] bytes = answers.get(1).getData().getAsBytes();
      assertEquals(expected.get(2), new String(bytes, StandardCharsets.UTF_8));
      TranslateException e =
          assertThrows(TranslateException.class, () -> predictor.predict(new Input()));
      assertTrue(e.getMessage().contains("the request has no body"), e.getMessage());
    }
  }

  @Test
  void closingTheModelClosesTheTranslator() throws Exception {
    ZooModel<String, String> loaded = criteria().build().loadModel();
    Predictor<String, String> predictor = loaded.newPredictor();
    assertEquals(expected.get(0), predictor.predict(LINES.get(0)));
    assertEquals(2, workers());
    loaded.close();
    assertEquals(0, workers());
    assertThrows(Exception.class, () -> predictor.predict(LINES.get(0)));
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("truchman-worker"))
        .count();
  }

  @Test
  void otherTypesAreRefusedByName() {
    TranslateException e =
        assertThrows(
            TranslateException.class,
            () ->
                new TextTranslatorFactory()
                    .newInstance(Integer.class, String.class, null, Collections.emptyMap()));
    assertTrue(e.getMessage().contains("allowed: String to String, Input to Output"));
  }

  @Test
  void aFolderThatIsNoModelIsNamed() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("a"), "");
    Files.writeString(empty.resolve("b"), "");
    Exception e =
        assertThrows(
            Exception.class, () -> TextTranslatorFactory.criteria(empty).build().loadModel());
    assertTrue(messages(e).contains("has no manifest.json"), messages(e));
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t).append('\n');
    }
    return all.toString();
  }

  @Test
  void arraysAreRefusedWithAReason()
      throws IOException, ModelNotFoundException, MalformedModelException {
    try (ZooModel<String, String> loaded = criteria().build().loadModel()) {
      UnsupportedOperationException e =
          assertThrows(
              UnsupportedOperationException.class,
              () -> loaded.getBlock().forward(null, new NDList(), false));
      assertTrue(e.getMessage().contains("takes text and no arrays"), e.getMessage());
      assertThrows(
          UnsupportedOperationException.class,
          () -> loaded.getBlock().getOutputShapes(new Shape[0]));
    }
  }
}
