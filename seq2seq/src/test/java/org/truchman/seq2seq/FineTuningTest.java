package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;

/** Trainings that begin with a model. */
class FineTuningTest {
  private static final Configuration SETTINGS = TinyTraining.settings();

  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static Path parent;

  /** A parent with a lexicon, and a second corpus of words that it does not know. */
  @BeforeAll
  static void trainTheParent() throws IOException {
    tiny = TinyTraining.in(folder);
    tiny.train("parent", SETTINGS);
    parent = tiny.model("parent");
    Files.write(folder.resolve("new.en"), List.of("Count zebras.", "Count one.", "Count two."));
    Files.write(folder.resolve("new.de"), List.of("Zähle Zebras.", "Zähle eins.", "Zähle zwei."));
  }

  private static TrainingRequest request(String model, Configuration settings, StopSignal stop) {
    return new TrainingRequest(
            folder.resolve("new.en"),
            folder.resolve("new.de"),
            folder.resolve("dev.en"),
            folder.resolve("dev.de"),
            tiny.model(model),
            settings,
            TinyTraining.engine(),
            false,
            stop)
        .withParent(parent);
  }

  private static TrainingOutcome train(String model, Configuration settings) {
    return Trainer.train(request(model, settings, new StopSignal()), new Messages());
  }

  private static Configuration tuned() {
    return SETTINGS.withTraining(
        SETTINGS.training().withMaxEpochs(6).withBatchSize(2).withLearningRate(0.02));
  }

  private static String refusal(TrainingRequest request) {
    return assertThrows(
            IllegalArgumentException.class, () -> Trainer.train(request, new Messages()))
        .getMessage();
  }

  /** Steps of a millionth leave the weights where they were, so they are the parent's. */
  @Test
  void theFirstUpdateStartsFromTheParentsWeights() {
    train("still", SETTINGS.withTraining(SETTINGS.training().withLearningRate(1e-6)));
    assertEquals(validation(parent), validation(tiny.model("still")), 1e-3 * validation(parent));
    tiny.train("afresh", SETTINGS.withTraining(SETTINGS.training().withLearningRate(1e-6)));
    assertTrue(validation(tiny.model("afresh")) > 2 * validation(parent));
  }

  private static double validation(Path model) {
    return ModelDirectory.open(model).scores().get("validationPerplexity");
  }

  @Test
  void vocabularySubwordsAndShapeAreKept() throws IOException {
    train("kept", tuned());
    Path text = ModelDirectory.open(parent).textFolder();
    Path kept = ModelDirectory.open(tiny.model("kept")).textFolder();
    for (String file : List.of("text.json", "bpe.codes", "vocabulary.txt")) {
      assertArrayEquals(
          Files.readAllBytes(text.resolve(file)), Files.readAllBytes(kept.resolve(file)), file);
    }
    assertFalse(Arrays.equals(tiny.weights("parent"), tiny.weights("kept")));
  }

  @Test
  void theModelRemembersItsParentWithoutAPath() throws IOException {
    train("remembers", tuned());
    JsonObject provenance = ModelDirectory.open(tiny.model("remembers")).provenance();
    JsonObject of = provenance.getAsJsonObject("parent");
    assertEquals("parent", of.get("model").getAsString());
    assertEquals(manifestDigest(), of.get("manifestSha256").getAsString());
    assertFalse(provenance.getAsJsonObject("corpora").has("parent"));
    assertTrue(
        ModelCard.read(tiny.model("remembers")).lines().stream()
            .anyMatch(line -> line.startsWith("begun with: parent (")));
  }

  private static String manifestDigest() throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(parent.resolve(Manifest.FILE_NAME));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatTheParentsLexiconKnowsIsKept() {
    train("lexical", tuned());
    Lexicon before = ModelDirectory.open(parent).lexicon().orElseThrow();
    Lexicon after = ModelDirectory.open(tiny.model("lexical")).lexicon().orElseThrow();
    for (int source = 0; source < before.sourceVocabulary(); source++) {
      List<Integer> kept = list(after.best(source));
      assertTrue(kept.containsAll(list(before.best(source))), "source piece " + source);
    }
    assertTrue(after.entries() >= before.entries());
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Test
  void anInterruptedFineTuningGoesOnToTheSameWeights() throws IOException {
    train("whole", tuned());
    for (int update : List.of(1, 7)) {
      String name = "stopped-" + update;
      StopSignal stop = new StopSignal();
      TrainingOutcome stopped =
          Trainer.train(request(name, tuned(), stop), Messages.stopAfter(update, stop));
      assertTrue(stopped.interrupted());
      tiny.resume(name, new Messages());
      assertArrayEquals(tiny.weights("whole"), tiny.weights(name), name);
    }
  }

  @Test
  void otherSettingsOfShapeTextAndLanguageAreNamed() {
    Configuration other =
        tuned()
            .withSourceLanguage("fr")
            .withModel(SETTINGS.model().withHiddenSize(32))
            .withText(SETTINGS.text().withBpeMerges(50));
    String message = refusal(request("other", other, new StopSignal()));
    assertTrue(message.contains("model.hiddenSize is 16, not 32"), message);
    assertTrue(message.contains("text.bpeMerges is 60, not 50"), message);
    assertTrue(message.contains("sourceLanguage is \"en\", not \"fr\""), message);
    assertFalse(message.contains("training."), message);
    assertTrue(message.contains("leave these settings out"), message);
    assertFalse(Files.exists(tiny.model("other")));
  }

  @Test
  void aModelIsNotItsOwnParent() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> request("parent", tuned(), new StopSignal()));
    assertTrue(e.getMessage().contains("choose another directory"), e.getMessage());
  }

  private static void prepare(Path output, TextPipelines text) {
    PreparationRequest request =
        new PreparationRequest(
            CorpusCleaning.of(
                List.of(
                    new CorpusSource.TwoFiles(folder.resolve("new.en"), folder.resolve("new.de"))),
                1),
            new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de")),
            output,
            SETTINGS,
            PreparationRequest.Options.defaults(),
            List.of(CorpusShare.PLAIN),
            text);
    CorpusPreparation.run(request, CorpusPreparation.Listener.SILENT, () -> false).orElseThrow();
  }

  private static TrainingRequest ofPrepared(Path data, String model) {
    return TrainingRequest.ofPrepared(
            data, tiny.model(model), tuned(), TinyTraining.engine(), false, new StopSignal())
        .withParent(parent);
  }

  @Test
  void aCorpusWithOtherSubwordsIsRefusedAndTheRemedyNamed() {
    Path data = folder.resolve("other-data");
    prepare(data, null);
    String message = refusal(ofPrepared(data, "misfit"));
    assertTrue(message.contains(data + " was prepared with other subwords"), message);
    assertTrue(message.contains("truchman prepare --from " + parent), message);
  }

  @Test
  void aCorpusPreparedWithTheParentsSubwordsTrainsLikeItsText() throws IOException {
    Path data = folder.resolve("data");
    prepare(data, TextPipelines.load(ModelDirectory.open(parent).textFolder()));
    Trainer.train(ofPrepared(data, "prepared"), new Messages());
    train("raw", tuned());
    assertArrayEquals(tiny.weights("raw"), tiny.weights("prepared"));
  }

  @Test
  void aParentThatWasChangedMeanwhileIsNamed() throws IOException {
    StopSignal stop = new StopSignal();
    Trainer.train(request("orphan", tuned(), stop), Messages.stopAfter(1, stop));
    Path manifest = parent.resolve(Manifest.FILE_NAME);
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, new byte[] {'{', '}'});
    try {
      CorpusException e =
          assertThrows(CorpusException.class, () -> tiny.resume("orphan", new Messages()));
      assertTrue(e.getMessage().contains(manifest + " was changed"), e.getMessage());
    } finally {
      Files.write(manifest, whole);
    }
  }
}
