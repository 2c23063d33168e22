package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.cli.shell.Terminals;
import org.truchman.seq2seq.TrainingCorpus;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.checkpoint.TrainingLock;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusProgress;
import org.truchman.text.subword.CorpusTag;

final class TrainCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void nameTheModel() {
    model = folder.resolve("model");
  }

  private Path file(String name) {
    try {
      return Files.writeString(folder.resolve(name), "a\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Trains on files of these names, with more arguments. */
  private int train(List<String> names, Object... more) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("train", "--train", file(names.get(0)), file(names.get(1))));
    all.addAll(List.of("--valid", file(names.get(2)), file(names.get(3)), "--model", model));
    all.addAll(List.of(more));
    return stage.run(all.toArray());
  }

  private int train(Object... more) {
    return train(List.of("train.en", "train.de", "dev.en", "dev.de"), more);
  }

  @Test
  void languagesAreReadOffTheEndingsAndTold() {
    assertEquals(0, train());
    assertEquals("en", stage.library.request.configuration().sourceLanguage());
    assertEquals("de", stage.library.request.configuration().targetLanguage());
    assertTrue(stage.err().contains("languages: en to de"), stage.err());
  }

  @Test
  void gzipEndingIsSetAside() {
    assertEquals(0, train(List.of("corpus.en.gz", "x.deu", "dev.en", "dev.deu")));
    assertEquals("en", stage.library.request.configuration().sourceLanguage());
    assertEquals("deu", stage.library.request.configuration().targetLanguage());
  }

  @Test
  void flagsSayTheLanguagesSilently() {
    assertEquals(0, train(List.of("a.src", "a.tgt", "b.src", "b.tgt"), "-s", "fr", "-t", "cs"));
    assertEquals("fr", stage.library.request.configuration().sourceLanguage());
    assertEquals("cs", stage.library.request.configuration().targetLanguage());
    assertFalse(stage.err().contains("languages:"), stage.err());
  }

  @Test
  void longFlagsSayTheLanguages() {
    assertEquals(0, train("--source-language", "fr", "--target-language=cs"));
    assertEquals("fr", stage.library.request.configuration().sourceLanguage());
    assertEquals("cs", stage.library.request.configuration().targetLanguage());
  }

  @Test
  void oneLanguageMayBeReadOffAnEnding() {
    assertEquals(0, train(List.of("a.txt", "a.de", "b.txt", "b.de"), "-s", "en"));
    assertEquals("en", stage.library.request.configuration().sourceLanguage());
    assertEquals("de", stage.library.request.configuration().targetLanguage());
  }

  @Test
  void languagesMayBeSetLikeEverythingElse() throws IOException {
    Path config = folder.resolve("c.json");
    Files.writeString(
        config, "{\"sourceLanguage\": \"fr\", /* why not */ \"targetLanguage\": \"it\"}");
    assertEquals(0, train("--config", config));
    assertEquals("fr", stage.library.request.configuration().sourceLanguage());
    assertEquals("it", stage.library.request.configuration().targetLanguage());
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt,a.de,b.txt,b.de,names no language",
    "train.1,train.2,dev.1,dev.2,names no language",
    "en,de,den,dde,names no language",
    "a.en,b.en,c.en,d.en,both",
    "train.en,train.de,dev.de,dev.en,same order"
  })
  void ambiguousEndingsAreWrongUsage(String a, String b, String c, String d, String message) {
    assertEquals(2, train(List.of(a, b, c, d)));
    assertTrue(stage.err().contains(message), stage.err());
    assertTrue(stage.err().contains("-s"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void filesModelAndSettingsReachTheTrainer() {
    assertEquals(
        0, train("--epochs=7", "--max-minutes=2.5", "--batch-size=9", "--seed=3", "--threads=2"));
    assertEquals(folder.resolve("train.en"), stage.library.request.train().get(0).source());
    assertEquals(folder.resolve("train.de"), stage.library.request.train().get(0).target());
    assertEquals(folder.resolve("dev.en"), stage.library.request.validSource());
    assertEquals(folder.resolve("dev.de"), stage.library.request.validTarget());
    assertEquals(model, stage.library.request.model());
    assertFalse(stage.library.request.resume());
    assertEquals(2, stage.library.request.engine().threads());
    var training = stage.library.request.configuration().training();
    assertEquals(7, training.maxEpochs());
    assertEquals(2.5, training.maxMinutes());
    assertEquals(9, training.batchSize());
    assertEquals(3, training.seed());
    assertEquals(2, training.threads());
  }

  @ParameterizedTest
  @CsvSource({"fp32,FP32", "bf16,BF16", "bf16-all,BF16_ALL", "auto,AUTO"})
  void precisionReachesTheTrainer(String flag, String precision) {
    assertEquals(0, train("--precision", flag));
    assertEquals(precision, stage.library.request.configuration().training().precision().name());
  }

  @Test
  void anotherPrecisionIsWrongUsageAndTheChoicesAreNamed() {
    assertEquals(2, train("--precision=fp8"));
    assertTrue(stage.err().contains("bf16"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void setIsStrongerThanFlagsAndTheyThanTheFile() throws IOException {
    Path config = folder.resolve("c.json");
    Files.writeString(
        config, "{\"training\": {\"maxEpochs\": 1, \"batchSize\": 2, \"labelSmoothing\": 0.25}}");
    assertEquals(
        0,
        train(
            "--config",
            config,
            "--epochs",
            "5",
            "--batch-size",
            "6",
            "--set",
            "training.maxEpochs=8",
            "--set",
            "model.hiddenSize=64"));
    var settings = stage.library.request.configuration();
    assertEquals(8, settings.training().maxEpochs());
    assertEquals(6, settings.training().batchSize());
    assertEquals(0.25, settings.training().labelSmoothing());
    assertEquals(64, settings.model().hiddenSize());
  }

  @Test
  void unknownKeyNamesTheNearest() {
    assertEquals(2, train("--set", "training.labelSmooting=0.1"));
    assertTrue(stage.err().contains("training.labelSmoothing"), stage.err());
    assertEquals(1, stage.err().lines().count());
  }

  @Test
  void unknownKeyInAFileNamesTheNearestAndTheFile() throws IOException {
    Path config = Files.writeString(folder.resolve("c.json"), "{\"model\": {\"hidenSize\": 8}}");
    assertEquals(2, train("--config", config));
    assertTrue(stage.err().contains("model.hiddenSize"), stage.err());
    assertTrue(stage.err().contains("c.json"), stage.err());
  }

  @Test
  void settingWithoutEqualsSignIsWrongUsage() {
    assertEquals(2, train("--set", "training.seed"));
    assertTrue(stage.err().contains("KEY=VALUE"), stage.err());
  }

  @Test
  void missingConfigurationFileIsWrongUsage() {
    assertEquals(2, train("--config", folder.resolve("none.json")));
    assertTrue(stage.err().contains("none.json: no such file"), stage.err());
  }

  @Test
  void dumpedConfigurationCanBeReadAgain() throws IOException {
    assertEquals(0, stage.run("train", "--dump-config", "--set", "training.seed=42", "-s", "en"));
    assertTrue(stage.out().contains("\"seed\": 42"), stage.out());
    assertNull(stage.library.request);
    Path config = Files.writeString(folder.resolve("dump.json"), stage.out());
    Stage second = new Stage();
    assertEquals(0, second.run("train", "--dump-config", "--config", config));
    assertEquals(stage.out(), second.out());
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(2, stage.run("train", "--train", file("a.en"), file("a.de"), "-m", model));
    assertTrue(stage.err().contains("--valid SOURCE TARGET"), stage.err());
    assertEquals(2, stage.run("train"));
    assertTrue(stage.err().contains("train needs --model DIR"), stage.err());
  }

  @Test
  void oneFileIsTooFew() {
    assertEquals(2, stage.run("train", "-m", model, "--train", file("a.en")));
    assertTrue(stage.err().contains("--train"), stage.err());
  }

  @Test
  void missingFileIsBadInputBeforeAnyWork() {
    Path none = folder.resolve("none.en");
    int exit =
        stage.run(
            "train", "-m", model, "--train", none, file("a.de"), "--valid", none, file("b.de"));
    assertEquals(3, exit);
    assertTrue(stage.err().contains("none.en: no such file"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void badCorpusIsBadInput() {
    stage.library.training =
        (request, listener) -> {
          throw new CorpusException("train.en has 3 lines, train.de has 4");
        };
    assertEquals(3, train());
    assertTrue(stage.err().endsWith("truchman: train.en has 3 lines, train.de has 4\n"));
  }

  @Test
  void resultIsOneLine() {
    assertEquals(0, train("-q"));
    assertEquals(
        model + ": 1200 updates, 3 epochs, 0:01:15; best validation perplexity 4.50, BLEU 31.5\n",
        stage.out());
    assertEquals("", stage.err());
  }

  @Test
  void modelIsNotOverwritten() throws IOException {
    Files.createDirectories(model);
    Path manifest = Files.writeString(model.resolve("manifest.json"), "{}");
    assertEquals(2, train());
    assertTrue(stage.err().contains("holds a model already"), stage.err());
    assertTrue(stage.err().contains("--overwrite"), stage.err());
    assertTrue(Files.exists(manifest));
    assertNull(stage.library.request);
  }

  @Test
  void interruptedTrainingIsNotOverwritten() throws IOException {
    makeSnapshot(model);
    assertEquals(2, train());
    assertTrue(stage.err().contains("holds an interrupted training"), stage.err());
    assertTrue(stage.err().contains("--resume"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void trainingKilledBeforeItsFirstSnapshotIsNothing() throws IOException {
    Files.createDirectories(model.resolve("training/text"));
    assertEquals(0, train());
    assertFalse(stage.library.request.resume());
  }

  @Test
  void overwriteRemovesSnapshotsAndModelsThatCannotBeRead() throws IOException {
    makeSnapshot(model);
    Files.createDirectories(model.resolve("text"));
    Files.writeString(model.resolve("manifest.json"), "{}");
    Files.writeString(model.resolve("text/codes"), "x");
    assertEquals(0, train("--overwrite"));
    assertFalse(Files.exists(model));
    assertFalse(stage.library.request.resume());
  }

  @Test
  void nothingIsRemovedWhereAnotherTrainingRuns() throws IOException {
    makeSnapshot(model);
    for (String flag : List.of("--overwrite", "--resume")) {
      assertEquals(2, TrainingLock.during(() -> train(flag), model, message -> {}));
      assertTrue(stage.err().contains("trains there now"), stage.err());
      assertTrue(Files.exists(model.resolve("training/snapshot-1200.bin")), flag);
    }
    assertEquals(0, train("--overwrite"));
  }

  @Test
  void foreignDirectoryIsNeverTouched() throws IOException {
    Files.createDirectories(model);
    Path letter = Files.writeString(model.resolve("letter.txt"), "dear");
    assertEquals(2, train("--overwrite"));
    assertEquals(2, train());
    assertEquals("dear", Files.readString(letter));
    assertTrue(stage.err().contains("no model directory"), stage.err());
  }

  @Test
  void fileAsModelIsWrongUsage() throws IOException {
    Files.writeString(model, "x");
    assertEquals(2, train());
    assertTrue(stage.err().contains("is a file"), stage.err());
  }

  @Test
  void resumeNeedsOnlyTheModel() throws IOException {
    makeSnapshot(model);
    assertEquals(0, stage.run("train", "--resume", "--model", model));
    assertTrue(stage.library.request.resume());
    assertTrue(stage.library.request.train().isEmpty());
    assertNull(stage.library.request.configuration());
  }

  @Test
  void resumeMayTakeAnotherNumberOfThreads() throws IOException {
    makeSnapshot(model);
    assertEquals(0, stage.run("train", "--resume", "--model", model, "--threads", "1"));
    assertEquals(1, stage.library.request.engine().threads());
  }

  @Test
  void resumeMayRepeatTheWholeCommand() throws IOException {
    makeSnapshot(model);
    assertEquals(0, train("--resume", "--seed", "4"));
    assertTrue(stage.library.request.resume());
    assertEquals(4, stage.library.request.configuration().training().seed());
  }

  @Test
  void resumeKeepsItsSettings() throws IOException {
    makeSnapshot(model);
    assertEquals(2, stage.run("train", "--resume", "-m", model, "--seed", "4"));
    assertTrue(stage.err().contains("stored settings"), stage.err());
  }

  @Test
  void nothingToResumeIsWrongUsage() {
    assertEquals(2, stage.run("train", "--resume", "-m", model));
    assertTrue(stage.err().contains("no training to resume"), stage.err());
  }

  @Test
  void resumeAndOverwriteContradict() {
    assertEquals(2, train("--resume", "--overwrite"));
    assertTrue(stage.err().contains("contradict"), stage.err());
  }

  @Test
  void endWithoutValidationShowsNoFigureOfOne() {
    stage.library.training =
        (request, listener) ->
            new TrainingOutcome(request.model(), false, 0, 7, Double.POSITIVE_INFINITY, null, 3725);
    assertEquals(0, train());
    assertEquals(model + ": 7 updates, 0 epochs, 1:02:05\n", stage.out());
    assertTrue(stage.err().endsWith("truchman translate --model " + model + "\n"), stage.err());
  }

  @Test
  void interruptSaysHowToResume() {
    stage.library.training =
        (request, listener) -> {
          assertFalse(request.stop().requested());
          stage.interrupts.press();
          assertTrue(request.stop().requested());
          makeSnapshot(request.model());
          return FakeLibrary.outcome(request, true);
        };
    assertEquals(130, train());
    assertTrue(
        stage.err().endsWith("  truchman train --resume --model " + model + "\n"), stage.err());
    assertTrue(stage.err().contains("after 1200 updates"), stage.err());
    assertEquals("", stage.out());
    assertEquals(1, stage.interrupts.closed);
  }

  @Test
  void interruptWithoutSnapshotSaysSo() {
    stage.library.training = (request, listener) -> FakeLibrary.outcome(request, true);
    assertEquals(130, train());
    assertTrue(stage.err().contains("begin again"), stage.err());
  }

  private static void makeSnapshot(Path model) {
    try {
      Files.createDirectories(model.resolve("training"));
      Files.writeString(model.resolve("training/snapshot-1200.bin"), "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static UpdateReport update(long update) {
    return new UpdateReport(update, 100, 1, 2.5, 0.75, 1234.4, 0.001, 0, 10, 65);
  }

  private static ValidationReport validation(long update, Double bleu, boolean best) {
    Validator.Validation scores = new Validator.Validation(12.25, bleu, bleu);
    return new ValidationReport(1, update, 10, scores, best, List.of());
  }

  @Test
  void logHasPlainLines() {
    stage.library.training =
        (request, listener) -> {
          listener.started(100, "cpu");
          listener.message("kept 9 of 10 pairs");
          listener.updated(update(5));
          listener.validated(validation(5, 20.5, true));
          return FakeLibrary.outcome(request, false);
        };
    assertEquals(0, train("-s=en", "-t=de"));
    assertEquals(
        List.of(
            "training on cpu, 100 updates at most",
            "curves and samples, while it trains: "
                + model.resolveSibling(model.getFileName() + ".journal").resolve("training.html"),
            "kept 9 of 10 pairs",
            "epoch 1, update 5 of 100: loss 2.500, 1234 tokens/s, 0:01:05 left,"
                + " learning rate 0.00100",
            "epoch 1, update 5: validation perplexity 12.25, BLEU 20.5 (best so far, saved)"),
        stage.err().lines().filter(line -> !line.startsWith("Translate with")).toList());
  }

  @Test
  void barShowsLossSpeedAndTimeLeft() {
    stage.terminals = new Terminals(false, false, true, false);
    stage.library.training =
        (request, listener) -> {
          listener.started(100, "cpu");
          listener.updated(update(50));
          listener.validated(validation(50, null, false));
          return FakeLibrary.outcome(request, false);
        };
    assertEquals(0, train());
    assertTrue(stage.err().contains("50/100"), stage.err());
    assertTrue(stage.err().contains("loss 2.500, 1234 tokens/s, 0:01:05 left"), stage.err());
    assertTrue(stage.err().contains("\repoch 1, update 50: validation perplexity 12.25"));
  }

  @Test
  void quietTrainingIsSilent() {
    stage.library.training =
        (request, listener) -> {
          listener.message("kept 9 of 10 pairs");
          return FakeLibrary.outcome(request, false);
        };
    assertEquals(0, train("--quiet"));
    assertEquals("", stage.err());
  }

  @Test
  void aPreparedCorpusDecidesItsSettings() {
    Path data = folder.resolve("data");
    assertEquals(0, stage.run("train", "--data", data, "-m", model, "--epochs=2"));
    assertEquals(data, stage.library.request.data());
    assertTrue(stage.library.request.train().isEmpty());
    assertEquals("de", stage.library.request.configuration().targetLanguage());
    assertEquals(77, stage.library.request.configuration().training().maxLength());
    assertEquals(2, stage.library.request.configuration().training().maxEpochs());
    assertFalse(stage.err().contains("languages:"), stage.err());
  }

  @Test
  void aPreparedCorpusAndTextAreWrongUsageTogether() {
    assertEquals(2, train("--data", folder));
    assertTrue(stage.err().contains("leave --train and --valid out"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void theStagesOfThePreparationAreShownOnATerminal() {
    stage.terminals = new Terminals(false, false, true, false);
    stage.library.training =
        (request, listener) -> {
          listener.preparing(CorpusProgress.Stage.READING, 1000, 0);
          listener.preparing(CorpusProgress.Stage.INDEXING, 1000, 2000);
          listener.message("training pairs");
          return FakeLibrary.outcome(request, false);
        };
    assertEquals(0, train());
    assertTrue(stage.err().contains("Reading"), stage.err());
    assertTrue(stage.err().contains("Indexing"), stage.err());
    assertTrue(stage.err().contains("training pairs"), stage.err());
  }

  @Test
  void everyCorpusHasItsOwnWeightAndTag() {
    int code =
        train(
            "--train",
            file("bt.en"),
            file("bt.de"),
            "--tag",
            "bt",
            "--weight=0.5",
            "--train",
            file("web.en"),
            file("web.de"),
            "--weight",
            "2");
    assertEquals(0, code, stage.err());
    assertEquals(
        List.of(
            corpus("train", CorpusShare.PLAIN),
            corpus("bt", new CorpusShare(0.5, new CorpusTag("bt"))),
            corpus("web", new CorpusShare(2, null))),
        stage.library.request.train());
    assertEquals("bt", stage.library.request.configuration().text().tags());
  }

  private TrainingCorpus corpus(String name, CorpusShare share) {
    return new TrainingCorpus(folder.resolve(name + ".en"), folder.resolve(name + ".de"), share);
  }

  @ParameterizedTest
  @CsvSource({
    "--weight=0,above 0",
    "--weight=1001,at most 1000",
    "--weight=much,--weight",
    "--tag=B T,a-z",
    "--tag=none,a-z"
  })
  void weightsAndTagsThatAreNotAllowedAreNamed(String flag, String message) {
    assertEquals(2, train("--train", file("bt.en"), file("bt.de"), flag));
    assertTrue(stage.err().contains(message), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void aWeightNeedsACorpus() {
    for (String flag : List.of("--weight=2", "--tag=bt")) {
      List<Object> before = List.of("train", flag, "--train", file("a.en"), file("a.de"));
      List<Object> all = new ArrayList<>(before);
      all.addAll(List.of("--valid", file("dev.en"), file("dev.de"), "--model", model));
      assertEquals(2, stage.run(all.toArray()));
      assertTrue(stage.err().contains("stands behind the --train"), stage.err());
    }
    assertEquals(2, train("--weight=2", "--weight=3"));
    assertNull(stage.library.request);
  }

  @Test
  void aTrainingMayBeginWithAModelAndTakesItsLanguages() {
    Path parent = folder.resolve("parent");
    int code = train(List.of("a.txt", "b.txt", "c.txt", "d.txt"), "--from", parent, "--epochs=2");
    assertEquals(0, code, stage.err());
    assertEquals(parent, stage.library.request.parent());
    assertEquals("en", stage.library.request.configuration().sourceLanguage());
    assertEquals("de", stage.library.request.configuration().targetLanguage());
    assertEquals(2, stage.library.request.configuration().training().maxEpochs());
  }

  @Test
  void filesOfOtherLanguagesThanTheModelsAreRefused() {
    List<String> turned = List.of("a.de", "a.en", "b.de", "b.en");
    assertEquals(2, train(turned, "--from", folder.resolve("parent")));
    assertTrue(stage.err().contains("go from de to en by their endings"), stage.err());
    assertTrue(stage.err().contains("goes from en to de"), stage.err());
    assertNull(stage.library.request);
  }

  @Test
  void aTagThatTheModelDoesNotKnowIsRefused() {
    assertEquals(2, train("--tag=bt", "--from", folder.resolve("parent")));
    assertTrue(stage.err().contains("has no such tag"), stage.err());
    assertTrue(stage.err().contains("--set text.tags=bt"), stage.err());
  }

  @Test
  void aModelCannotBeTrainedFromItself() {
    assertEquals(2, train("--from", folder.resolve("x/../model")));
    assertTrue(stage.err().contains("same directory"), stage.err());
  }

  @Test
  void aCorpusOfARecipeThatIsNotThereIsToldHowToGet() {
    Path corpus = folder.resolve("tatoeba-en-de");
    assertEquals(
        3,
        stage.run(
            "train",
            "--train",
            corpus.resolve("train.en"),
            corpus.resolve("train.de"),
            "--valid",
            corpus.resolve("val.en"),
            corpus.resolve("val.de"),
            "--model",
            model));
    assertTrue(stage.err().contains("no such file"), stage.err());
    assertTrue(stage.err().contains("scripts/corpus tatoeba-en-de --to " + corpus), stage.err());
    Path other = folder.resolve("multi30k/train.en");
    assertEquals(
        3, stage.run("train", "--train", other, other, "--valid", other, other, "-m", model));
    assertTrue(stage.err().contains("section Corpora"), stage.err());
  }
}
