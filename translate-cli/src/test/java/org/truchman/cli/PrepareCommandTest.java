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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.Shuffling;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.corpus.DuplicateKind;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.PairRules;
import org.truchman.text.corpus.ScriptRule;
import org.truchman.text.subword.CorpusTag;

final class PrepareCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  private Path file(String name) {
    try {
      return Files.writeString(folder.resolve(name), "a\tb\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path output() {
    return folder.resolve("prepared");
  }

  /** Prepares two text files on each side, with more arguments. */
  private int prepare(Object... more) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("prepare", "--train", file("train.en"), file("train.de")));
    all.addAll(List.of("--valid", file("dev.en"), file("dev.de"), "-o", output()));
    all.addAll(List.of(more));
    return stage.run(all.toArray());
  }

  private PreparationRequest request() {
    return stage.library.preparation;
  }

  @Test
  void filesLanguagesAndDefaultsReachTheLibrary() {
    assertEquals(0, prepare());
    assertEquals("en", request().configuration().sourceLanguage());
    assertEquals("de", request().configuration().targetLanguage());
    assertEquals(
        List.of(new CorpusSource.TwoFiles(folder.resolve("train.en"), folder.resolve("train.de"))),
        request().train().sources());
    assertEquals(
        new CorpusSource.TwoFiles(folder.resolve("dev.en"), folder.resolve("dev.de")),
        request().valid());
    assertEquals(output(), request().output());
    assertEquals(InvalidText.FAIL, request().train().invalid());
    assertEquals(PairRules.defaults(), request().train().rules());
    assertEquals(Set.of(), request().train().duplicates());
    assertEquals(PreparationRequest.Options.defaults(), request().options());
    assertEquals(output() + ": 3 pairs\n", stage.out());
    assertTrue(stage.err().contains("kept 3"), stage.err());
    assertTrue(stage.err().contains("truchman train --data " + output()), stage.err());
  }

  @Test
  void filtersReachTheLibrary() {
    assertEquals(
        0,
        prepare(
            "--on-invalid=drop",
            "--max-length=50",
            "--max-characters=400",
            "--max-words=80",
            "--max-ratio=2.5",
            "--drop-copies",
            "--drop-duplicates=pair,source",
            "--min-script-share=0.5",
            "--target-script=Latin,Greek"));
    assertEquals(InvalidText.DROP, request().train().invalid());
    assertEquals(50, request().configuration().training().maxLength());
    assertEquals(
        new PairRules(
            400,
            80,
            2.5,
            true,
            ScriptRule.ofLanguage("en", 0.5),
            ScriptRule.ofNames(Set.of("Latin", "Greek"), 0.5)),
        request().train().rules());
    assertEquals(Set.of(DuplicateKind.PAIR, DuplicateKind.SOURCE), request().train().duplicates());
  }

  @Test
  void orderSubwordsAndThreadsReachTheLibrary() {
    Path rejected = folder.resolve("rejected.tsv");
    assertEquals(
        0,
        prepare(
            "--shuffle=always",
            "--seed=7",
            "--learn-pairs=500",
            "--threads=3",
            "--rejected",
            rejected,
            "--set=text.bpeMerges=99"));
    assertEquals(7, request().configuration().training().seed());
    assertEquals(99, request().configuration().text().bpeMerges());
    assertEquals(3, request().train().threads());
    assertEquals(
        new PreparationRequest.Options(Shuffling.ALWAYS, 500, false, rejected),
        request().options());
  }

  @Test
  void severalFilesColumnsAndStandardInputFollowEachOther() {
    Path more = file("more.en");
    Path columns = file("columns.tsv");
    assertEquals(
        0,
        prepare("--train", more, more, "--train-tsv", columns, "--train-tsv=-", "--columns=3,1"));
    CorpusSource.Columns thirdAndFirst = new CorpusSource.Columns(3, 1);
    List<CorpusSource> sources = request().train().sources();
    assertEquals(4, sources.size());
    assertEquals(new CorpusSource.TwoFiles(more, more), sources.get(1));
    assertEquals(new CorpusSource.Tsv(columns, thirdAndFirst), sources.get(2));
    assertEquals(new CorpusSource.TsvStream(stage.in, "<stdin>", thirdAndFirst), sources.get(3));
  }

  @Test
  void columnsAloneNeedLanguages() {
    Path text = file("text.tsv");
    assertEquals(2, stage.run("prepare", "--train-tsv", text, "--valid-tsv", text, "-o", output()));
    assertTrue(stage.err().contains("-s CODE and -t CODE"), stage.err());
    assertEquals(
        0,
        stage.run(
            "prepare",
            "--train-tsv",
            text,
            "--valid-tsv",
            text,
            "-o",
            output(),
            "-s",
            "en",
            "-t",
            "fr"));
    assertEquals("fr", request().configuration().targetLanguage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-ratio=0.5",
        "--max-words=-1",
        "--columns=1",
        "--columns=1,2",
        "--threads=0",
        "--learn-pairs=0",
        "--source-script=Latin",
        "--min-script-share=2",
        "--drop-duplicates=line",
        "--on-invalid=guess",
        "--set=model.hiddenSize=3",
        "--train-tsv=nowhere.tsv"
      })
  void whatCannotBeIsRefusedBeforeAnyWork(String flag) {
    int code = prepare(flag);
    assertEquals(flag.contains("nowhere") ? 3 : 2, code, stage.err());
    assertNull(request());
    assertFalse(stage.err().isBlank());
  }

  @Test
  void missingPartsAreNamed() {
    Path text = file("a.en");
    assertEquals(2, stage.run("prepare", "-o", output()));
    assertTrue(stage.err().contains("--train SOURCE TARGET"), stage.err());
    assertEquals(2, stage.run("prepare", "--train", text, text, "-o", output()));
    assertTrue(stage.err().contains("--valid SOURCE TARGET"), stage.err());
    assertEquals(
        2,
        stage.run("prepare", "--train", text, text, "--valid", text, text, "-s", "en", "-t", "de"));
    assertTrue(stage.err().contains("--output DIR"), stage.err());
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAskedAndOnlyACorpus() throws IOException {
    Files.createDirectories(output());
    assertEquals(2, prepare("--overwrite"));
    assertTrue(stage.err().contains("no prepared corpus"), stage.err());
    Files.writeString(output().resolve("corpus.json"), "{}");
    assertEquals(2, prepare());
    assertTrue(stage.err().contains("--overwrite"), stage.err());
    assertEquals(0, prepare("--overwrite"));
    assertTrue(request().options().replace());
  }

  @Test
  void quietSaysNothingButTheResult() {
    assertEquals(0, prepare("--quiet"));
    assertEquals("", stage.err());
    assertEquals(output() + ": 3 pairs\n", stage.out());
  }

  @Test
  void settingsAreDumpedWithoutAnyWork() {
    assertEquals(0, prepare("--dump-config", "--seed=5"));
    assertTrue(stage.out().contains("\"seed\": 5"), stage.out());
    assertNull(request());
  }

  @Test
  void weightsAndTagsReachTheLibrary() {
    int code =
        prepare(
            "--train",
            file("bt.en"),
            file("bt.de"),
            "--tag",
            "bt",
            "--weight=0.5",
            "--train-tsv",
            file("more.tsv"));
    assertEquals(0, code, stage.err());
    assertEquals(
        List.of(CorpusShare.PLAIN, new CorpusShare(0.5, new CorpusTag("bt")), CorpusShare.PLAIN),
        request().shares());
    assertEquals(3, request().train().sources().size());
    assertEquals("bt", request().configuration().text().tags());
    assertNull(request().text());
  }

  @Test
  void weightsAndShufflingContradictEachOther() {
    assertEquals(
        2, prepare("--shuffle=always", "--train", file("a.en"), file("a.de"), "--weight=2"));
    assertTrue(stage.err().contains("leave --shuffle out"), stage.err());
  }

  @Test
  void subwordsMayBeThoseOfAModel() {
    assertEquals(0, prepare("--from", folder.resolve("parent")), stage.err());
    assertEquals("en", request().text().source().language());
    assertEquals(request().configuration().text(), request().text().config());
  }

  @Test
  void settingsOfTextAreTheModels() {
    assertEquals(2, prepare("--from", folder.resolve("parent"), "--set=text.bpeMerges=7"));
    assertTrue(stage.err().contains("text.bpeMerges must stay"), stage.err());
  }
}
