package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.training.DivergedTrainingException;
import org.truchman.text.TextPipelines;

/** What the settings of a training do, through whole trainings. */
class TrainingOptionsTest {
  @TempDir private Path folder;
  private TinyTraining tiny;

  @BeforeEach
  void writeCorpora() throws IOException {
    tiny = TinyTraining.in(folder);
  }

  /** The settings of the tiny training, with others: key, value, key, value. */
  private static Configuration with(String... keysAndValues) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return ConfigurationJson.with(TinyTraining.settings(), settings);
  }

  private static TrainingOutcome train(TinyTraining tiny, String name, Configuration settings) {
    return tiny.train(name, settings);
  }

  @Test
  void everythingAtOnceIsStoppedAndGoesOnToTheSameWeights() throws IOException {
    Configuration all =
        with(
            "model.attention", "general",
            "training.precision", "bf16",
            "training.batchType", "tokens",
            "training.batchTokens", "128",
            "training.accumulate", "2",
            "training.optimizer", "adamw",
            "training.weightDecay", "0.01",
            "training.schedule", "inverse-sqrt",
            "training.warmupUpdates", "5",
            "training.stopOn", "chrf",
            "training.validationInterval", "4",
            "training.keepCheckpoints", "1");
    long updates = train(tiny, "whole", all).updates();
    assertTrue(updates > 8, updates + " updates");
    StopSignal stop = new StopSignal();
    Messages stopping = Messages.stopAfter(7, stop);
    assertEquals(7, tiny.train("stopped", all, stop, stopping).updates());
    assertEquals(updates, tiny.resume("stopped", new Messages()).updates());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
    assertEquals(names("whole"), names("stopped"));
  }

  /** Every part of a model and every way to drop that is not a default. */
  @Test
  void everyPartAtOnceIsStoppedAndGoesOnAndTranslates() throws IOException {
    Configuration all =
        with(
            "text.jointBpe", "true",
            "text.bpeDropout", "0.1",
            "model.attention", "additive",
            "model.inputFeeding", "true",
            "model.encoderLayers", "2",
            "model.decoderLayers", "2",
            "model.residual", "true",
            "model.layerNorm", "true",
            "model.gateSteepness", "1.5",
            "model.tiedEmbeddings", "true",
            "training.variationalDropout", "true",
            "training.sourceWordDropout", "0.1",
            "training.targetWordDropout", "0.1",
            "training.recurrentDropout", "0.2",
            "training.rDrop", "1",
            "training.recurrentStart", "orthogonal",
            "training.startRange", "0.08",
            "training.forgetBias", "0.5",
            "training.maxUpdates", "8");
    train(tiny, "whole", all);
    StopSignal stop = new StopSignal();
    Messages stopping = Messages.stopAfter(3, stop);
    assertEquals(3, tiny.train("stopped", all, stop, stopping).updates());
    assertEquals(8, tiny.resume("stopped", new Messages()).updates());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
    TranslatorOptions options = TranslatorOptions.defaults().withEngine(TinyTraining.engine());
    try (NeuralTranslator translator = NeuralTranslator.open(tiny.model("whole"), options)) {
      assertEquals(all.model(), translator.configuration().model());
      assertEquals(2, translator.translate(List.of("Count two one.", "Count six.")).size());
    }
  }

  private List<String> names(String model) {
    KeptCheckpoints kept = new KeptCheckpoints(tiny.model(model));
    return kept.last(9).stream().map(path -> path.getFileName().toString()).toList();
  }

  @Test
  void thePlanIsToldWithItsPadding() {
    Messages messages = new Messages();
    tiny.train("model", with("training.maxUpdates", "1"), new StopSignal(), messages);
    assertTrue(
        messages.contain("13 batches an epoch", "% of them padding", "fp32"),
        messages.lines.toString());
  }

  @Test
  void thePrecisionThatWasChosenIsSavedWithTheModel() {
    train(tiny, "model", with("training.precision", "auto", "training.maxUpdates", "2"));
    Precision chosen =
        ModelDirectory.open(tiny.model("model")).configuration().training().precision();
    assertNotEquals(Precision.AUTO, chosen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"perplexity", "bleu", "chrf"})
  void theBestByTheChosenScoreIsTheModel(String metric) {
    Configuration settings =
        with(
            "training.stopOn", metric,
            "training.validationInterval", "3",
            "training.keepCheckpoints", "50");
    train(tiny, "model", settings);
    KeptCheckpoints kept = new KeptCheckpoints(tiny.model("model"));
    List<Double> scores = new ArrayList<>();
    for (Path path : kept.last(50)) {
      scores.add(score(path, metric));
    }
    assertTrue(scores.size() > 3, scores.toString());
    double best = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertEquals(best, score(tiny.model("model"), metric));
    assertEquals(best, score(kept.best(1).get(0), metric));
  }

  /** More is better. */
  private static double score(Path model, String metric) {
    Map<String, Double> scores = ModelDirectory.open(model).scores();
    return switch (metric) {
      case "bleu" -> scores.get("validationBleuGreedy");
      case "chrf" -> scores.get("validationChrfGreedy");
      default -> -scores.get("validationPerplexity");
    };
  }

  @Test
  void trainingStopsWhenTheScoreGetsNoBetter() {
    Configuration settings =
        with(
            "training.stopOn", "perplexity",
            "training.learningRate", "1e-30",
            "training.averageDecay", "0",
            "training.validationInterval", "2",
            "training.stoppingPatience", "3");
    Messages messages = new Messages();
    TrainingOutcome outcome = tiny.train("model", settings, new StopSignal(), messages);
    // The first of equal ones is the best: at update 2; those at 4, 6 and 8 are no better.
    assertEquals(8, outcome.updates());
    assertTrue(messages.contain("3 validations brought nothing better"));
  }

  @Test
  void theLastAndTheBestStatesAreKeptAndNoOthers() {
    Configuration settings =
        with("training.validationInterval", "2", "training.keepCheckpoints", "2");
    train(tiny, "model", settings);
    KeptCheckpoints kept = new KeptCheckpoints(tiny.model("model"));
    List<String> names = names("model");
    assertEquals(List.of("update-26", "update-24"), names.subList(0, 2));
    assertTrue(names.size() <= 4, names.toString());
    assertEquals(2, kept.best(2).size());
    assertEquals(1, kept.best(1).size());
  }

  @Test
  void withoutTheSettingNoneAreKept() {
    train(tiny, "model", TinyTraining.settings());
    KeptCheckpoints kept = new KeptCheckpoints(tiny.model("model"));
    assertEquals(List.of(), kept.last(3));
    assertEquals(List.of(), kept.best(3));
  }

  @Test
  void theMeanOfStatesHasTheMeanOfEachParameter() {
    Configuration settings =
        with("training.validationInterval", "5", "training.keepCheckpoints", "3");
    train(tiny, "model", settings);
    List<Path> states = new KeptCheckpoints(tiny.model("model")).last(3);
    Path mean = tiny.model("mean");
    ModelAverage.save(states, mean);
    float[] found = values(mean);
    List<float[]> all = states.stream().map(TrainingOptionsTest::values).toList();
    for (int i = 0; i < found.length; i++) {
      double sum = (double) all.get(0)[i] + all.get(1)[i] + all.get(2)[i];
      assertEquals(sum / 3, found[i], 1e-7);
    }
    ModelDirectory model = ModelDirectory.open(mean);
    assertEquals(Map.of(), model.scores(), "nobody has scored the mean");
    assertEquals(3, model.provenance().getAsJsonArray("averaged").size());
    try (NeuralTranslator translator =
        NeuralTranslator.open(
            mean, TranslatorOptions.defaults().withEngine(TinyTraining.engine()))) {
      assertEquals(1, translator.translate(List.of("Count two one.")).size());
    }
  }

  private static float[] values(Path path) {
    ModelDirectory model = ModelDirectory.open(path);
    TextPipelines text = TextPipelines.load(model.textFolder());
    ParameterLayout layout =
        ParameterLayout.of(
            model.configuration().model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    return ModelTensors.flat(layout, model.weights(ModelTensors.specs(layout)));
  }

  @Test
  void modelsThatDoNotBelongTogetherHaveNoMean() {
    Configuration short1 = with("training.maxUpdates", "1");
    train(tiny, "one", short1);
    train(tiny, "wide", with("training.maxUpdates", "1", "model.hiddenSize", "8"));
    train(tiny, "pieces", with("training.maxUpdates", "1", "text.bpeMerges", "9"));
    Path one = tiny.model("one");
    assertRefused(List.of(one, tiny.model("wide")), "wide is of another shape");
    assertRefused(List.of(one, tiny.model("pieces")), "pieces has other pieces");
    assertRefused(List.of(one), "1 models to average");
  }

  private void assertRefused(List<Path> models, String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ModelAverage.save(models, tiny.model("mean")));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  /** Weights that grow by a factor of 1e38 at an update have no finite loss after the first. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aTrainingThatComesApartNamesTheLinesOfItsBatch(int accumulate) {
    Configuration settings =
        with(
            "training.optimizer", "sgd",
            "training.weightDecay", "1e37",
            "training.learningRate", "10",
            "training.skipLimit", "4",
            "training.accumulate", Integer.toString(accumulate));
    Messages messages = new Messages();
    DivergedTrainingException e =
        assertThrows(
            DivergedTrainingException.class,
            () -> tiny.train("model", settings, new StopSignal(), messages));
    assertTrue(e.getMessage().contains("4 updates in a row"), e.getMessage());
    assertTrue(e.getMessage().contains("update 2"), e.getMessage());
    assertEquals(16 * accumulate, e.pairs().length);
    int first = e.pairs()[0] + 1;
    assertTrue(messages.contain("numbered from 1", Integer.toString(first)));
    assertTrue(messages.contain("Count", "Zähle"), messages.lines.toString());
  }
}
