package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.data.prepared.Shuffling;
import org.truchman.text.TextPipeline;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.subword.CorpusTag;

/** Trainings from several corpora, with weights and a tag. */
class SeveralCorporaTest {
  private static final CorpusShare TAGGED = new CorpusShare(0.25, new CorpusTag("bt"));
  private static final CorpusShare TWICE = new CorpusShare(2, null);

  @TempDir private Path folder;
  private TinyTraining tiny;

  /** The validation text is the second corpus: 20 pairs beside 200. */
  @BeforeEach
  void writeCorpora() throws IOException {
    tiny = TinyTraining.in(folder);
  }

  private static Configuration settings() {
    Configuration plain = TinyTraining.settings();
    return plain
        .withText(plain.text().withTags("bt"))
        .withTraining(plain.training().withMaxEpochs(3).withBatchSize(8));
  }

  private List<TrainingCorpus> corpora(CorpusShare first, CorpusShare second) {
    return List.of(
        new TrainingCorpus(folder.resolve("train.en"), folder.resolve("train.de"), first),
        new TrainingCorpus(folder.resolve("dev.en"), folder.resolve("dev.de"), second));
  }

  private TrainingRequest request(
      String model, List<TrainingCorpus> corpora, boolean resume, StopSignal stop) {
    return new TrainingRequest(
        corpora,
        folder.resolve("dev.en"),
        folder.resolve("dev.de"),
        tiny.model(model),
        settings(),
        TinyTraining.engine(),
        resume,
        stop,
        null,
        null);
  }

  private PreparationRequest preparation(Shuffling shuffling, CorpusShare... shares) {
    return new PreparationRequest(
        CorpusCleaning.of(
            List.of(
                new CorpusSource.TwoFiles(folder.resolve("train.en"), folder.resolve("train.de")),
                new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de"))),
            2),
        new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de")),
        folder.resolve("data"),
        settings(),
        PreparationRequest.Options.defaults().withShuffling(shuffling),
        List.of(shares),
        null);
  }

  private PreparedCorpus prepare(CorpusShare... shares) {
    return CorpusPreparation.run(
            preparation(Shuffling.AUTO, shares), CorpusPreparation.Listener.SILENT, () -> false)
        .orElseThrow();
  }

  /** 200 x 0.25 tagged pairs and 20 x 2 others: 90 pairs in 12 batches of 8, over 3 epochs. */
  @Test
  void anEpochHasOfEachCorpusWhatItsWeightSays() {
    Messages heard = new Messages();
    TrainingOutcome done =
        Trainer.train(request("weighted", corpora(TAGGED, TWICE), false, new StopSignal()), heard);
    assertEquals(3 * 12, done.updates());
    assertTrue(
        heard.contain("train.en: 200 pairs, weight 0.25, tag bt", "55.6 % of an epoch"),
        heard.lines.toString());
    assertTrue(heard.contain("dev.en: 20 pairs, weight 2", "44.4 % of an epoch"));
    assertTrue(journal("weighted").contains("55.6 % of an epoch"));
    JsonObject provenance = ModelDirectory.open(tiny.model("weighted")).provenance();
    JsonArray parts = provenance.getAsJsonArray("corpusParts");
    assertEquals(0.25, parts.get(0).getAsJsonObject().get("weight").getAsDouble());
    assertEquals("bt", parts.get(0).getAsJsonObject().get("tag").getAsString());
    assertEquals("dev.en", parts.get(1).getAsJsonObject().get("name").getAsString());
  }

  private String journal(String model) {
    try {
      return Files.readString(
          ModelDirectory.journalFolder(tiny.model(model)).resolve("metrics.jsonl"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptedTrainingGoesOnToTheSameWeights() throws IOException {
    List<TrainingCorpus> corpora = corpora(TAGGED, TWICE);
    Trainer.train(request("whole", corpora, false, new StopSignal()), new Messages());
    for (boolean named : new boolean[] {true, false}) {
      String name = "stopped-" + named;
      StopSignal stop = new StopSignal();
      Trainer.train(request(name, corpora, false, stop), Messages.stopAfter(17, stop));
      if (named) {
        Trainer.train(request(name, corpora, true, new StopSignal()), new Messages());
      } else {
        Files.delete(tiny.model(name).resolve("training/corpus/corpus.json"));
        tiny.resume(name, new Messages());
      }
      assertArrayEquals(tiny.weights("whole"), tiny.weights(name), name);
    }
  }

  @Test
  void goingOnWithOtherWeightsIsRefused() {
    StopSignal stop = new StopSignal();
    Trainer.train(request("m", corpora(TAGGED, TWICE), false, stop), Messages.stopAfter(1, stop));
    TrainingRequest other =
        request("m", corpora(TAGGED, CorpusShare.PLAIN), true, new StopSignal());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Trainer.train(other, new Messages()));
    assertTrue(e.getMessage().contains("(weight 0.25, tag bt; weight 2)"), e.getMessage());
  }

  @Test
  void aPreparedCorpusTrainsToTheSameWeightsAsItsText() throws IOException {
    prepare(TAGGED, TWICE);
    Trainer.train(
        TrainingRequest.ofPrepared(
            folder.resolve("data"),
            tiny.model("prepared"),
            settings(),
            TinyTraining.engine(),
            false,
            new StopSignal()),
        new Messages());
    Trainer.train(request("raw", corpora(TAGGED, TWICE), false, new StopSignal()), new Messages());
    assertArrayEquals(tiny.weights("raw"), tiny.weights("prepared"));
  }

  @Test
  void onlyTheTaggedCorpusHasTheTag() {
    PreparedCorpus corpus = prepare(TAGGED, TWICE);
    TextPipeline source = corpus.text().source();
    int tag = source.tagged(TAGGED.tag(), new int[0])[0];
    IndexedCorpus pairs = corpus.train();
    assertEquals(220, pairs.size());
    for (int line = 0; line < 220; line++) {
      int[] ids = pairs.pair(line).source();
      assertEquals(line < 200, ids[0] == tag, "pair " + line);
      assertTrue(Arrays.stream(ids).skip(1).noneMatch(id -> id == tag), "pair " + line);
    }
    assertEquals(
        List.of(
            new PreparedCorpus.Part("train.en", 200, TAGGED),
            new PreparedCorpus.Part("dev.en", 20, TWICE)),
        corpus.parts());
  }

  @Test
  void corporaWithoutWeightsAreOneCorpusAsEver() {
    PreparedCorpus corpus = prepare(CorpusShare.PLAIN, CorpusShare.PLAIN);
    assertEquals(corpus.train(), corpus.train(7));
  }

  @Test
  void aTagThatTheSettingsDoNotNameIsRefused() {
    CorpusShare web = new CorpusShare(1, new CorpusTag("web"));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> preparation(Shuffling.AUTO, web, CorpusShare.PLAIN));
    assertTrue(e.getMessage().contains("tag web, but text.tags is bt"), e.getMessage());
  }

  @Test
  void weightsAndAFixedShufflingContradictEachOther() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> preparation(Shuffling.ALWAYS, TWICE, CorpusShare.PLAIN));
    assertTrue(e.getMessage().contains("each epoch mixes them"), e.getMessage());
  }

  @Test
  void aChangedCorpusIsNamedWhicheverItIs() throws IOException {
    Files.copy(folder.resolve("dev.en"), folder.resolve("more.en"));
    List<TrainingCorpus> corpora =
        List.of(
            corpora(TAGGED, TWICE).get(0),
            new TrainingCorpus(folder.resolve("more.en"), folder.resolve("dev.de"), TWICE));
    StopSignal stop = new StopSignal();
    Trainer.train(request("m", corpora, false, stop), Messages.stopAfter(1, stop));
    Files.writeString(folder.resolve("more.en"), "Count.\n");
    CorpusException e = assertThrows(CorpusException.class, () -> tiny.resume("m", new Messages()));
    assertTrue(e.getMessage().contains(folder.resolve("more.en") + " was changed"), e.getMessage());
    assertFalse(e.getMessage().contains("train.en"), e.getMessage());
  }
}
