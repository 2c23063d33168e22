package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.text.corpus.DropReason;
import org.truchman.text.corpus.LanguageRule;

class LanguageCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "a b\n");
  }

  @Test
  void theLanguagesOfTheTextsAreThoseOfTheModel() {
    Path model = folder.resolve("m");
    assertEquals(
        0,
        stage.run(
            "language",
            "train",
            "--train",
            "fr=" + text,
            "--train",
            "cs=" + text,
            "-m",
            model,
            "--set",
            "training.maxEpochs=2"));
    assertEquals(List.of("cs", "fr"), stage.library.detectorRequest.configuration().codes());
    assertEquals(2, stage.library.detectorRequest.configuration().training().maxEpochs());
    assertEquals(model + ": tells 98.75 % of the held-out lines\n", stage.out());
    assertTrue(stage.err().contains("learning"));
  }

  @Test
  void aTrainingCanBeInterrupted() {
    stage.library.duringTraining = stage.interrupts::press;
    assertEquals(
        130,
        stage.run(
            "language",
            "train",
            "--train",
            "fr=" + text,
            "--train",
            "cs=" + text,
            "-m",
            folder.resolve("m")));
    assertTrue(stage.err().contains("interrupted"), stage.err());
    assertEquals("", stage.out());
    assertEquals(1, stage.interrupts.closed);
  }

  @Test
  void oneLanguageIsNotEnough() {
    assertEquals(2, stage.run("language", "train", "--train", "fr=" + text, "-m", "m"));
    assertTrue(stage.err().contains("at least two"), stage.err());
    assertNull(stage.library.detectorRequest);
  }

  @Test
  void aCodeThatIsNoneIsRefused() {
    assertEquals(
        2,
        stage.run(
            "language", "train", "--train", "fr=" + text, "--train", "E1=" + text, "-m", "m"));
    assertTrue(stage.err().contains("languages is \"E1,fr\""), stage.err());
  }

  @Test
  void eachLineGetsItsLanguageAndABlankOneStaysEmpty() {
    stage.input("grün\n\nred\n").run("language", "detect", "-m", "m");
    assertEquals("de\t0.8750\n\nen\t0.8750\n", stage.out());
    assertEquals(1, stage.library.closed);
  }

  private int prepare(Object... more) {
    Object[] all = new Object[13 + more.length];
    Object[] first = {
      "prepare",
      "--train",
      text,
      text,
      "--valid",
      text,
      text,
      "-o",
      folder.resolve("out"),
      "-s",
      "en",
      "-t",
      "de"
    };
    System.arraycopy(first, 0, all, 0, 13);
    System.arraycopy(more, 0, all, 13, more.length);
    return stage.run(all);
  }

  @Test
  void aDetectorReachesThePreparation() {
    assertEquals(0, prepare("--detector", "m", "--detector-min-characters", 3));
    LanguageRule rule = stage.library.preparation.train().language();
    assertNotNull(rule);
    assertEquals("en", rule.sourceLanguage());
    assertEquals("de", rule.targetLanguage());
    assertEquals(3, rule.minCharacters());
    assertEquals(0.5, rule.minProbability());
    assertEquals("de", rule.detector().detect(List.of("grün")).get(0).language());
    assertEquals(1, stage.library.closed);
    assertEquals("wrong language in source", DropReason.WRONG_LANGUAGE_SOURCE.label());
  }

  @Test
  void aDetectorMustKnowBothLanguages() {
    assertEquals(2, prepare("--detector", "m", "--set", "targetLanguage=fr"));
    assertTrue(
        stage.err().contains("m: does not know the language fr; it knows de, en"), stage.err());
  }

  @Test
  void withoutADetectorNothingIsAskedOfIt() {
    assertEquals(2, prepare("--detector-min-probability", 0.9));
    assertTrue(stage.err().contains("need --detector DIR"), stage.err());
    assertEquals(0, prepare());
    assertNull(stage.library.preparation.train().language());
  }
}
