package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.GenerationMethod;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.text.corpus.CorpusException;

/** Trains language models, breaks trainings off, goes on, and uses what came of it. */
class LanguageModelTrainingTest {
  /** Breaks a training off as a kill does: nothing of ours catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir private Path folder;
  private TinyText tiny;

  /** The weights of a training that nothing interrupted. */
  private static byte[] uninterrupted;

  private static long updates;

  @BeforeAll
  static void trainWithoutInterruption(@TempDir Path elsewhere) throws IOException {
    TinyText text = TinyText.in(elsewhere);
    updates = text.train("whole", TinyText.settings()).updates();
    uninterrupted = text.weights("whole");
  }

  @BeforeEach
  void writeTexts() throws IOException {
    tiny = TinyText.in(folder);
  }

  private TrainingOutcome trainUntil(String name, LanguageModelConfiguration settings, int update) {
    StopSignal stop = new StopSignal();
    Messages stopping = Messages.stopAfter(update, stop);
    return tiny.train(name, settings, stop, stopping);
  }

  private static String write(NeuralLanguageModel model, String prompt, GenerationConfig config) {
    StringBuilder text = new StringBuilder();
    model.write(prompt, config, text::append, () -> false);
    return text.toString();
  }

  private static GenerationConfig config(GenerationMethod method, int length, int lines) {
    return new GenerationConfig(method, length, lines, 1, 0, 1, 3, 1);
  }

  @ParameterizedTest
  @CsvSource({"word,0,12,0.02", "subword,60,24,0.02", "character,0,12,0.02"})
  void whatIsTrainedPredictsAndWrites(String level, String merges, String epochs, String rate) {
    LanguageModelConfiguration settings =
        TinyText.settings(
            "text.level", level,
            "text.bpeMerges", merges,
            "training.maxEpochs", epochs,
            "training.flatEpochs", epochs,
            "training.snapshotMinutes", "5",
            "training.optimizer", "adam",
            "training.learningRate", rate,
            "training.initialRange", "0",
            "training.stoppingPatience", epochs,
            "model.layers", "1",
            "training.dropout", "0");
    List<Double> perplexities = new ArrayList<>();
    TrainingListener listening =
        new TrainingListener() {
          @Override
          public void validated(ValidationReport report) {
            perplexities.add(report.scores().perplexity());
          }
        };
    TrainingOutcome outcome = tiny.train("model", settings, new StopSignal(), listening);
    assertFalse(Files.exists(tiny.model("model").resolve("training")));
    try (NeuralLanguageModel model =
        NeuralLanguageModel.open(tiny.model("model"), TinyTraining.engine())) {
      TextScore score = model.score(folder.resolve("valid.txt"), 0);
      double validated = level.equals("character") ? score.perPiece() : score.perWord();
      assertEquals(outcome.bestPerplexity(), validated, 1e-4 * validated);
      // Ten words and ends of lines are about as frequent as each other; only where a line begins
      // and ends is left to chance.
      assertTrue(score.perWord() < 5, score.perWord() + " after " + perplexities);
      assertEquals(0, score.text().unknown());
      String written = write(model, "three four", config(GenerationMethod.GREEDY, 40, 1));
      assertTrue(written.startsWith("three four"), written);
      GenerationConfig sampling = config(GenerationMethod.SAMPLE, 40, 0);
      String sampled = write(model, "", sampling);
      assertEquals(sampled, write(model, "", sampling));
      assertTrue(write(model, "two", config(GenerationMethod.BEAM, 30, 1)).startsWith("two"));
    }
  }

  @Test
  void aClosedModelStaysClosedAndSaysSo() throws IOException {
    tiny.train("closed", TinyText.settings());
    Path stored = tiny.model("closed");
    NeuralLanguageModel model = NeuralLanguageModel.open(stored, TinyTraining.engine());
    model.close();
    model.close();
    String refusal =
        assertThrows(
                IllegalStateException.class,
                () -> write(model, "three", config(GenerationMethod.GREEDY, 4, 1)))
            .getMessage();
    assertEquals("the language model of " + stored + " is closed", refusal);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 18})
  void aStoppedTrainingGoesOnToTheSameWeights(int update) throws IOException {
    LanguageModelConfiguration settings = TinyText.settings();
    assertTrue(trainUntil("stopped", settings, update).interrupted());
    TrainingOutcome outcome = tiny.resume("stopped", null);
    assertFalse(outcome.interrupted());
    assertEquals(updates, outcome.updates());
    assertArrayEquals(uninterrupted, tiny.weights("stopped"));
  }

  @ParameterizedTest
  @CsvSource({"gru,zero,false", "rnn-tanh,carried,true", "lstm,zero,true"})
  void everyKindOfTrainingGoesOnToTheSameWeights(String cell, String start, String tied)
      throws IOException {
    LanguageModelConfiguration settings =
        TinyText.settings("model.cell", cell, "training.start", start, "model.tiedOutput", tied);
    tiny.train("whole", settings);
    trainUntil("stopped", settings, 9);
    tiny.resume("stopped", settings);
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
  }

  @Test
  void aTrainingThatDiesBetweenModelAndSnapshotGoesOnToTheSameWeights() throws IOException {
    LanguageModelConfiguration settings = TinyText.settings();
    TrainingListener deadly =
        new TrainingListener() {
          @Override
          public void validated(ValidationReport report) {
            if (report.epoch() == 1) {
              throw new Killed();
            }
          }
        };
    assertThrows(Killed.class, () -> tiny.train("killed", settings, new StopSignal(), deadly));
    tiny.resume("killed", null);
    assertArrayEquals(uninterrupted, tiny.weights("killed"));
  }

  @Test
  void theCarriedStateIsPartOfASnapshot() {
    LanguageModelConfiguration settings = TinyText.settings();
    trainUntil("stopped", settings, 5);
    TrainingSnapshot snapshot =
        new TrainingSnapshots(ModelDirectory.trainingFolder(tiny.model("stopped")))
            .latest()
            .orElseThrow()
            .snapshot();
    assertEquals(2 * 2 * 4 * 16, snapshot.values("carried").length); // h and c, layers, rows, units
  }

  @Test
  void aTextShorterThanOneSegmentIsRefused() throws IOException {
    Files.writeString(folder.resolve("train.txt"), "one two three\n", StandardCharsets.UTF_8);
    String message =
        assertThrows(CorpusException.class, () -> tiny.train("model", TinyText.settings()))
            .getMessage();
    assertTrue(message.contains("train.txt: has 4 pieces"), message);
    assertTrue(message.contains("needs 28"), message);
  }

  @Test
  void backPropagationThatNeedsTooMuchMemoryIsRefusedWithATruncation() {
    LanguageModelConfiguration settings =
        TinyText.settings("training.steps", "0", "training.maxMemory", "0.0001");
    String message =
        assertThrows(IllegalArgumentException.class, () -> tiny.train("model", settings))
            .getMessage();
    assertTrue(message.contains("training.steps is 0"), message);
    assertTrue(message.contains("training.maxMemory: 0.0 GiB"), message);
    Matcher most = Pattern.compile("training.steps of (\\d+) at most").matcher(message);
    assertTrue(most.find(), message);
    // 4 rows, 4 bytes: 3 x 16 for the embedding, twice (2 x 4 + 6) x 16 for the layers.
    assertEquals((int) (0.0001 * (1 << 30) / (4 * 4 * (48 + 2 * 14 * 16))), number(most.group(1)));
    LanguageModelConfiguration truncated =
        TinyText.settings(
            "training.steps",
            most.group(1),
            "training.maxMemory",
            "0.0001",
            "training.maxEpochs",
            "1");
    assertFalse(tiny.train("model", truncated).interrupted());
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @Test
  void fullBackPropagationMakesOneUpdateOfAnEpoch() {
    TrainingOutcome outcome = tiny.train("model", TinyText.settings("training.steps", "0"));
    assertEquals(TinyText.EPOCHS, outcome.updates());
  }

  @Test
  void aChangedTextOrOtherSettingsAreRefusedWhenGoingOn() throws IOException {
    trainUntil("stopped", TinyText.settings(), 5);
    String settings =
        assertThrows(
                IllegalArgumentException.class,
                () -> tiny.resume("stopped", TinyText.settings("training.dropout", "0.1")))
            .getMessage();
    assertTrue(settings.contains("training.dropout is 0.1, there 0.2"), settings);
    Files.writeString(folder.resolve("train.txt"), "another text\n", StandardCharsets.UTF_8);
    String text =
        assertThrows(CorpusException.class, () -> tiny.resume("stopped", null)).getMessage();
    assertTrue(text.contains("train.txt was changed"), text);
  }

  @Test
  void eachKindOfModelIsRefusedWhereTheOtherIsNeeded() throws IOException {
    tiny.train("text", TinyText.settings("training.maxEpochs", "1"));
    String language =
        assertThrows(
                ModelFormatException.class,
                () -> NeuralTranslator.open(tiny.model("text"), TranslatorOptions.defaults()))
            .getMessage();
    assertTrue(
        language.contains("is a language model, but a translation model is needed"), language);
    TinyTraining pairs = TinyTraining.in(folder);
    pairs.train(
        "pairs",
        TinyTraining.settings().withTraining(TinyTraining.settings().training().withMaxEpochs(1)));
    String translation =
        assertThrows(
                ModelFormatException.class,
                () -> NeuralLanguageModel.open(pairs.model("pairs"), TinyTraining.engine()))
            .getMessage();
    assertTrue(
        translation.contains("is a translation model, but a language model is needed"),
        translation);
  }

  @Test
  void eachKindOfSnapshotIsRefusedWhereTheOtherIsNeeded() throws IOException {
    trainUntil("text", TinyText.settings(), 3);
    TinyTraining pairs = TinyTraining.in(folder);
    String language =
        assertThrows(ModelFormatException.class, () -> pairs.resume("text", new Messages()))
            .getMessage();
    assertTrue(language.contains("truchman lm train --resume"), language);
    StopSignal stop = new StopSignal();
    stop.request();
    pairs.train("pairs", TinyTraining.settings(), stop, new Messages());
    if (new TrainingSnapshots(ModelDirectory.trainingFolder(pairs.model("pairs"))).isPresent()) {
      String translation =
          assertThrows(ModelFormatException.class, () -> tiny.resume("pairs", null)).getMessage();
      assertTrue(translation.contains("one of a translation model"), translation);
    }
  }

  @Test
  void theEffectiveSettingsAndTheProvenanceAreInTheModel() {
    tiny.train("model", TinyText.settings("training.maxEpochs", "1"));
    TextModelDirectory<LanguageModelConfiguration> directory =
        TextModelDirectory.open(tiny.model("model"), TextModelDirectory.LANGUAGE_MODEL);
    assertEquals(LanguageModelConfiguration.KIND, directory.configuration().kind());
    assertEquals(7, directory.configuration().training().steps());
    List<String> keys = new ArrayList<>(directory.provenance().keySet());
    assertTrue(keys.containsAll(List.of("corpora", "seed", "updates", "scores")), keys.toString());
    List<String> card = ModelCard.read(tiny.model("model")).lines();
    assertTrue(card.contains("network: 2 x LSTM of 16 units"), card.toString());
    assertTrue(card.contains("predicts: words"), card.toString());
  }
}
