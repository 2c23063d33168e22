package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.cli.shell.Library;
import org.truchman.seq2seq.config.LengthPenaltyType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;

final class SearchFlagsTest {
  private final Stage stage = new Stage();

  @TempDir Path model;

  @Test
  void samplesAreAsManyAsTheListIsLong() {
    assertEquals(
        0,
        stage
            .input("a\n")
            .run("translate", "-m", model, "--sample", "--temperature", "0.7", "--n-best", "20"));
    SearchConfig search = stage.library.options.search();
    assertEquals(SearchMethod.SAMPLE, search.method());
    assertEquals(0.7, search.temperature());
    assertEquals(20, search.nBest());
  }

  @Test
  void allElseIsSet() {
    assertEquals(
        0,
        stage
            .input("a\n")
            .run(
                "translate",
                "-m",
                model,
                "--set=search.lengthPenaltyType=word-reward",
                "--set=search.noRepeatNgram=3"));
    SearchConfig search = stage.library.options.search();
    assertEquals(LengthPenaltyType.WORD_REWARD, search.lengthPenaltyType());
    assertEquals(3, search.noRepeatNgram());
  }

  @Test
  void aTemperatureNeedsSampling() {
    assertEquals(2, stage.run("translate", "-m", model, "--temperature", "0.7", "a"));
    assertTrue(stage.err().contains("search.temperature is 0.7"), stage.err());
    assertTrue(stage.err().contains("choose the method sample"), stage.err());
    assertNull(stage.library.opened);
  }

  @Test
  void severalModelsTranslateTogether() {
    assertEquals(
        0,
        stage
            .input("a\n")
            .run("translate", "-m", model, "-m", model.resolve("other"), "--weights", "2,0.5"));
    assertEquals(
        new Library.Models(List.of(model, model.resolve("other")), List.of(2.0, 0.5)),
        stage.library.models);
    assertEquals("", stage.library.asked.prefix());
  }

  @Test
  void eachModelNeedsItsWeight() {
    assertEquals(2, stage.run("translate", "-m", model, "--weights", "2,1", "a"));
    assertEquals(
        "truchman: --weights has 2 numbers for 1 models; give one for each --model\n", stage.err());
  }

  @Test
  void aPrefixIsForOneText() {
    assertEquals(0, stage.run("translate", "-m", model, "--prefix", "Ein Hund", "A dog"));
    assertEquals("Ein Hund", stage.library.asked.prefix());
    assertEquals(2, stage.input("a\n").run("translate", "-m", model, "--prefix", "Ein Hund"));
    assertTrue(stage.err().contains("--prefix needs the text as arguments"), stage.err());
  }

  @Test
  void coverageNeedsAttention() {
    assertEquals(
        2, stage.run("translate", "-m", model, "--set", "search.coveragePenalty=0.2", "a"));
    assertTrue(stage.err().contains("allowed with model.attention none: 0"), stage.err());
    assertNull(stage.library.opened);
  }
}
