package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.Shuffling;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;

/** Trains from prepared corpora, and from what a training prepares for itself. */
class PreparedTrainingTest {
  private static final Configuration SETTINGS = TinyTraining.settings();

  @TempDir private Path folder;
  private TinyTraining tiny;
  private Path data;

  @BeforeEach
  void writeCorpora() throws IOException {
    tiny = TinyTraining.in(folder);
    data = folder.resolve("data");
  }

  private void prepare(Shuffling shuffling) {
    CorpusSource train =
        new CorpusSource.TwoFiles(folder.resolve("train.en"), folder.resolve("train.de"));
    CorpusSource valid =
        new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de"));
    PreparationRequest request =
        new PreparationRequest(
            CorpusCleaning.of(List.of(train), 2),
            valid,
            data,
            SETTINGS,
            PreparationRequest.Options.defaults().withReplace(true).withShuffling(shuffling));
    CorpusPreparation.run(request, CorpusPreparation.Listener.SILENT, () -> false).orElseThrow();
  }

  private TrainingRequest request(String model, boolean resume, StopSignal stop) {
    return TrainingRequest.ofPrepared(
        data, tiny.model(model), SETTINGS, TinyTraining.engine(), resume, stop);
  }

  private TrainingOutcome trainUntil(String model, int update) {
    StopSignal stop = new StopSignal();
    return Trainer.train(request(model, false, stop), Messages.stopAfter(update, stop));
  }

  @Test
  void aPreparedCorpusTrainsToTheSameWeightsAsItsText() throws IOException {
    tiny.train("raw", SETTINGS);
    prepare(Shuffling.AUTO);
    Trainer.train(request("prepared", false, new StopSignal()), new Messages());
    assertArrayEquals(tiny.weights("raw"), tiny.weights("prepared"));
  }

  @Test
  void aTrainingFromAPreparedCorpusGoesOnToTheSameWeights() throws IOException {
    prepare(Shuffling.ALWAYS);
    Trainer.train(request("whole", false, new StopSignal()), new Messages());
    assertTrue(trainUntil("stopped", 7).interrupted());
    assertFalse(Files.exists(tiny.model("stopped").resolve("training/corpus")));
    assertEquals(TinyTraining.UPDATES, tiny.resume("stopped", new Messages()).updates());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
    assertTrue(trainUntil("named", 7).interrupted());
    Trainer.train(request("named", true, new StopSignal()), new Messages());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("named"));
  }

  @Test
  void wordsThatAreCutAnewInEachEpochTrainToTheSameWeightsAfterAnInterruption() throws IOException {
    Configuration dropping = SETTINGS.withText(SETTINGS.text().withBpeDropout(0.4));
    tiny.train("plain", SETTINGS);
    tiny.train("whole", dropping);
    assertFalse(Arrays.equals(tiny.weights("plain"), tiny.weights("whole")));
    StopSignal stop = new StopSignal();
    assertTrue(tiny.train("stopped", dropping, stop, Messages.stopAfter(7, stop)).interrupted());
    tiny.resume("stopped", new Messages());
    assertArrayEquals(tiny.weights("whole"), tiny.weights("stopped"));
  }

  @Test
  void aCorpusThatWasPreparedAgainOtherwiseIsNamed() {
    prepare(Shuffling.ALWAYS);
    trainUntil("stopped", 1);
    prepare(Shuffling.NEVER);
    CorpusException e =
        assertThrows(CorpusException.class, () -> tiny.resume("stopped", new Messages()));
    assertTrue(
        e.getMessage().contains(data.resolve("corpus.json") + " was changed"), e.getMessage());
  }

  @Test
  void settingsThatTheCorpusContradictsAreRefused() {
    prepare(Shuffling.AUTO);
    Configuration other = SETTINGS.withTraining(SETTINGS.training().withMaxLength(50));
    TrainingRequest request =
        TrainingRequest.ofPrepared(
            data, tiny.model("m"), other, TinyTraining.engine(), false, new StopSignal());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Trainer.train(request, new Messages()));
    assertTrue(e.getMessage().contains("maxLength 100, not 50"), e.getMessage());
    assertFalse(Files.exists(tiny.model("m")));
  }

  @Test
  void textAndPreparedCorpusTogetherAreRefused() {
    Path text = folder.resolve("train.en");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrainingRequest(
                List.of(new TrainingCorpus(text, text, CorpusShare.PLAIN)),
                text,
                text,
                tiny.model("m"),
                SETTINGS,
                TinyTraining.engine(),
                false,
                new StopSignal(),
                data,
                null));
  }

  @Test
  void anIndexThatIsDamagedOrGoneIsMadeAgainFromTheSameText() throws IOException {
    tiny.train("whole", SETTINGS);
    for (String how : List.of("damaged", "gone")) {
      StopSignal stop = new StopSignal();
      assertTrue(tiny.train(how, SETTINGS, stop, Messages.stopAfter(5, stop)).interrupted());
      Path corpus = tiny.model(how).resolve("training/corpus");
      Path shard = corpus.resolve("train-00000.ids");
      if (how.equals("damaged")) {
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 1;
        Files.write(shard, bytes);
      } else {
        Files.delete(corpus.resolve("corpus.json"));
      }
      Messages messages = new Messages();
      tiny.resume(how, messages);
      assertEquals(how.equals("damaged"), messages.contain(shard.toString(), "made again"), how);
      assertArrayEquals(tiny.weights("whole"), tiny.weights(how), how);
    }
  }

  @Test
  void aTrainingThatIsStoppedWhileItPreparesLeavesNothing() throws IOException {
    StopSignal stop = new StopSignal();
    stop.request();
    assertTrue(tiny.train("early", SETTINGS, stop, new Messages()).interrupted());
    assertFalse(Files.exists(tiny.model("early").resolve("training/corpus")));
  }
}
