package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.journal.MetricsFile;
import org.truchman.seq2seq.journal.TrainingJournal;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.text.corpus.CorpusException;

/** Stops trainings, breaks them off and spoils their files; then goes on. */
class ResumeTest {
  private static final Configuration SETTINGS = TinyTraining.settings();

  /** Breaks a training off as a kill does: nothing of ours catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The weights of a training that nothing interrupted. */
  private static byte[] uninterrupted;

  @TempDir private Path folder;
  private TinyTraining tiny;

  @BeforeAll
  static void trainWithoutInterruption(@TempDir Path elsewhere) throws IOException {
    TinyTraining training = TinyTraining.in(elsewhere);
    assertEquals(TinyTraining.UPDATES, training.train("whole", SETTINGS).updates());
    uninterrupted = training.weights("whole");
    int best = ModelDirectory.open(training.model("whole")).provenance().get("updates").getAsInt();
    assertEquals(TinyTraining.UPDATES, best, "the last update is in the weights");
  }

  @BeforeEach
  void writeCorpora() throws IOException {
    tiny = TinyTraining.in(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, TinyTraining.BATCHES, TinyTraining.BATCHES + 4})
  void aStoppedTrainingGoesOnToTheSameWeights(int update) throws IOException {
    assertTrue(trainUntil("stopped", SETTINGS, update).interrupted());
    TrainingOutcome outcome = tiny.resume("stopped", new Messages());
    assertFalse(outcome.interrupted());
    assertEquals(TinyTraining.UPDATES, outcome.updates());
    assertArrayEquals(uninterrupted, tiny.weights("stopped"));
  }

  @Test
  void batchesThatAreAccumulatedAreStoppedBetweenUpdatesOnly() throws IOException {
    Configuration accumulating = SETTINGS.withTraining(SETTINGS.training().withAccumulate(3));
    int updates = TinyTraining.EPOCHS * 5; // 13 batches are 4 updates of 3 and one of 1
    assertEquals(updates, tiny.train("whole", accumulating).updates());
    assertEquals(7, trainUntil("stopped", accumulating, 7).updates());
    assertEquals(updates, tiny.resume("stopped", new Messages()).updates());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
  }

  @Test
  void whatStopsTwiceGoesOnTwice() throws IOException {
    trainUntil("stopped", SETTINGS, 5);
    StopSignal stop = new StopSignal();
    TrainingRequest resuming = tiny.resuming("stopped", SETTINGS, TinyTraining.engine());
    TrainingRequest again =
        new TrainingRequest(
            null, null, null, null, resuming.model(), SETTINGS, resuming.engine(), true, stop);
    assertTrue(Trainer.train(again, Messages.stopAfter(20, stop)).interrupted());
    assertEquals(TinyTraining.UPDATES, tiny.resume("stopped", new Messages()).updates());
    assertArrayEquals(uninterrupted, tiny.weights("stopped"));
  }

  @Test
  void aTrainingThatDiesBetweenModelAndSnapshotGoesOnToTheSameWeights() throws IOException {
    Messages deadly =
        new Messages() {
          @Override
          public void validated(ValidationReport report) {
            if (report.epoch() == 1) {
              throw new Killed();
            }
          }
        };
    assertThrows(Killed.class, () -> tiny.train("killed", SETTINGS, new StopSignal(), deadly));
    tiny.resume("killed", new Messages());
    assertArrayEquals(uninterrupted, tiny.weights("killed"));
  }

  @Test
  void aFinishedTrainingLeavesTheModelAlone() throws IOException {
    tiny.train("whole", SETTINGS);
    assertFalse(Files.exists(tiny.model("whole").resolve("training")));
    assertThrows(ModelFormatException.class, () -> tiny.resume("whole", new Messages()));
  }

  @Test
  void theJournalOfAResumedTrainingReadsLikeThatOfOneThatRanThrough() throws IOException {
    tiny.train("whole", SETTINGS);
    trainUntil("stopped", SETTINGS, 7);
    tiny.resume("stopped", new Messages());
    List<JsonObject> whole = validations("whole");
    assertEquals(whole, validations("stopped"));
    assertEquals(TinyTraining.UPDATES, whole.get(whole.size() - 1).get("update").getAsLong());
    JsonObject sample = whole.get(0).getAsJsonArray("samples").get(0).getAsJsonObject();
    assertEquals(Set.of("source", "reference", "translation"), sample.keySet());
  }

  /** The validations in a journal, without the time that they took. */
  private List<JsonObject> validations(String name) {
    Path journal = ModelDirectory.journalFolder(tiny.model(name));
    return MetricsFile.read(journal.resolve(TrainingJournal.METRICS)).stream()
        .filter(line -> line.get("kind").getAsString().equals("validation"))
        .peek(line -> line.remove("seconds"))
        .toList();
  }

  @Test
  void aDamagedSnapshotIsNamedAndTheOneBeforeIsTaken() throws IOException {
    trainUntil("stopped", SETTINGS, 7);
    flipBit(snapshot("stopped", 7));
    Messages messages = new Messages();
    tiny.resume("stopped", messages);
    assertTrue(messages.contain("snapshot-7.bin", "damaged"), messages.lines.toString());
    assertTrue(messages.contain("resuming", "snapshot-6.bin"), messages.lines.toString());
    assertArrayEquals(uninterrupted, tiny.weights("stopped"));
  }

  @Test
  void withoutAnyWholeSnapshotItSaysSo() throws IOException {
    trainUntil("stopped", SETTINGS, 7);
    flipBit(snapshot("stopped", 6));
    flipBit(snapshot("stopped", 7));
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> tiny.resume("stopped", new Messages()));
    assertTrue(e.getMessage().contains("snapshot-6.bin"), e.getMessage());
    assertTrue(e.getMessage().contains("snapshot-7.bin"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.en", "train.de", "dev.en", "dev.de"})
  void aCorpusThatWasChangedIsNamed(String name) throws IOException {
    trainUntil("stopped", SETTINGS, 1);
    Path file = folder.resolve(name);
    Files.writeString(file, "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    CorpusException e =
        assertThrows(CorpusException.class, () -> tiny.resume("stopped", new Messages()));
    assertTrue(e.getMessage().contains(file + " was changed"), e.getMessage());
  }

  @Test
  void aCorpusThatIsGoneIsNamed() throws IOException {
    trainUntil("stopped", SETTINGS, 1);
    Path file = folder.resolve("dev.de");
    Files.delete(file);
    CorpusException e =
        assertThrows(CorpusException.class, () -> tiny.resume("stopped", new Messages()));
    assertTrue(e.getMessage().contains(file + ": no such file"), e.getMessage());
  }

  @Test
  void otherSettingsAreRefused() {
    trainUntil("stopped", SETTINGS, 1);
    Configuration others = SETTINGS.withTraining(SETTINGS.training().withLearningRate(0.02));
    TrainingRequest request = tiny.resuming("stopped", others, TinyTraining.engine());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Trainer.train(request, new Messages()));
    assertTrue(e.getMessage().contains("training.learningRate is 0.02, there "), e.getMessage());
  }

  @Test
  void otherCorporaAreRefusedAndThoseOfTheBeginningNamed() {
    trainUntil("stopped", SETTINGS, 1);
    Path other = folder.resolve("dev.de");
    Path dev = folder.resolve("dev.en");
    TrainingRequest request =
        new TrainingRequest(
            folder.resolve("train.en"),
            other,
            dev,
            other,
            tiny.model("stopped"),
            SETTINGS,
            TinyTraining.engine(),
            true,
            new StopSignal());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Trainer.train(request, new Messages()));
    assertTrue(e.getMessage().contains(folder.resolve("train.de").toString()), e.getMessage());
  }

  @Test
  void itGoesOnWithTheThreadsThatItBeganWith() {
    trainUntil("stopped", SETTINGS, 1);
    Messages messages = new Messages();
    EngineOptions undecided = EngineOptions.defaults().withDevice("cpu");
    Trainer.train(tiny.resuming("stopped", null, undecided), messages);
    assertTrue(messages.device.contains("1 thread"), messages.device);
  }

  @Test
  void anotherNumberOfThreadsIsTakenWithAWarning() {
    trainUntil("stopped", SETTINGS, 1);
    Messages messages = new Messages();
    EngineOptions two = TinyTraining.engine().withThreads(2);
    Trainer.train(tiny.resuming("stopped", null, two), messages);
    assertTrue(messages.contain("began with 1 thread", "2"), messages.lines.toString());
  }

  @Test
  void anotherProcessorOrLibraryIsTakenAndSaidNotToBeExact() {
    trainUntil("stopped", SETTINGS, 7);
    TrainingSnapshots snapshots = new TrainingSnapshots(tiny.model("stopped").resolve("training"));
    TrainingSnapshot snapshot = snapshots.latest().orElseThrow().snapshot();
    JsonObject state = snapshot.state();
    state.getAsJsonObject("machine").addProperty("libtorch", "0.4.1");
    snapshots.write(new TrainingSnapshot(snapshot.update(), state, snapshot.tensors()));
    Messages messages = new Messages();
    tiny.resume("stopped", messages);
    assertTrue(
        messages.contain("began elsewhere", "libtorch 0.4.1, now ", "last bits"),
        messages.lines.toString());
  }

  @Test
  void theSameMachineIsNotMentioned() {
    trainUntil("stopped", SETTINGS, 7);
    Messages messages = new Messages();
    tiny.resume("stopped", messages);
    assertFalse(messages.contain("began elsewhere"), messages.lines.toString());
  }

  private TrainingOutcome trainUntil(String name, Configuration settings, int update) {
    StopSignal stop = new StopSignal();
    return tiny.train(name, settings, stop, Messages.stopAfter(update, stop));
  }

  private Path snapshot(String name, int update) {
    return tiny.model(name).resolve("training/snapshot-" + update + ".bin");
  }

  private static void flipBit(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 4;
    Files.write(file, content);
  }
}
