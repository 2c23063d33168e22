package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.GenerationMethod;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.TextLevel;

final class LmCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;
  private Path model;
  private Path text;

  @BeforeEach
  void writeText() throws IOException {
    model = folder.resolve("model");
    text = Files.writeString(folder.resolve("text.txt"), "a b\n");
  }

  private int train(Object... more) {
    Object[] all = new Object[8 + more.length];
    Object[] first = {"lm", "train", "--train", text, "--valid", text, "-m", model};
    System.arraycopy(first, 0, all, 0, 8);
    System.arraycopy(more, 0, all, 8, more.length);
    return stage.run(all);
  }

  @Test
  void flagsAndSettingsReachTheTraining() {
    assertEquals(
        0,
        train(
            "--level",
            "character",
            "--cell",
            "gru",
            "--steps",
            "50",
            "--dropout",
            "0.25",
            "--set",
            "model.hiddenSize=96"));
    LanguageModelConfiguration configuration = stage.library.languageRequest.configuration();
    assertEquals(TextLevel.CHARACTER, configuration.text().level());
    assertEquals(CellType.GRU, configuration.model().cell());
    assertEquals(96, configuration.model().hiddenSize());
    assertEquals(50, configuration.training().steps());
    assertEquals(0.25, configuration.training().dropout());
    assertTrue(stage.out().contains("best validation perplexity 4.50"), stage.out());
    assertTrue(stage.err().contains("truchman lm generate"), stage.err());
  }

  @Test
  void subwordsHaveAUsualNumberOfMerges() {
    assertEquals(0, train("--level", "subword"));
    assertEquals(8000, stage.library.languageRequest.configuration().text().bpeMerges());
    assertEquals(0, train("--overwrite", "--level", "subword", "--merges", "20"));
    assertEquals(20, stage.library.languageRequest.configuration().text().bpeMerges());
  }

  @Test
  void allSettingsAreShown() {
    assertEquals(0, stage.run("lm", "train", "--dump-config", "--cell", "rnn-relu"));
    assertTrue(stage.out().contains("\"kind\": \"language-model\""), stage.out());
    assertTrue(stage.out().contains("\"cell\": \"rnn-relu\""), stage.out());
  }

  @ParameterizedTest
  @CsvSource({
    "text.level=phrase,'text.level is \"phrase\"; allowed: word, subword, character'",
    "text.bpeMerges=5,allowed with text.level word: 0",
    "model.tiedOutput=true|model.hiddenSize=300,equal sizes",
    "training.steps=-1,training.steps is -1",
    "training.optimizer=adamw,training.weightDecay is 0",
    "training.stepz=1,did you mean",
    "kind=translation,allowed: \"language-model\"",
    "language=English,language is",
    "training.maxMemory=-1,at least 0"
  })
  void whatIsNotAllowedIsRefusedByItsKey(String settings, String message) {
    Object[] more = new Object[2 * settings.split("\\|").length];
    for (int i = 0; i < more.length; i += 2) {
      more[i] = "--set";
      more[i + 1] = settings.split("\\|")[i / 2];
    }
    assertEquals(2, train(more));
    assertTrue(stage.err().contains(message), stage.err());
    assertNull(stage.library.languageRequest);
  }

  @Test
  void textsGoTogetherAndAreLookedAtFirst() {
    assertEquals(2, stage.run("lm", "train", "--train", text, "-m", model));
    assertEquals(2, stage.run("lm", "train", "-m", model));
    assertEquals(2, stage.run("lm", "train", "--train", text, "--valid", text));
    assertEquals(
        3, stage.run("lm", "train", "--train", text, "--valid", folder.resolve("no"), "-m", model));
    assertEquals(2, stage.run("lm", "train", "--resume", "-m", model));
    assertEquals(2, stage.run("lm", "train", "--resume", "-m", model, "--cell", "gru"));
  }

  @Test
  void perplexityIsToldForEachFile() {
    assertEquals(0, stage.run("lm", "perplexity", "-m", model, text, text));
    String line =
        text
            + ": perplexity 8.00 per word, 8.00 per piece, 1.1250 bits per character (1 lines, 2"
            + " words, 3 pieces, 0 of them unknown)\n";
    assertEquals(line + line, stage.out());
    assertEquals(1, stage.library.closed);
  }

  @Test
  void whatIsWrittenEndsItsLine() {
    assertEquals(
        0,
        stage.run("lm", "generate", "-m", model, "--prompt", "Once", "--method", "beam", "-n", 7));
    assertEquals("Once and so on\n", stage.out());
    assertEquals(GenerationMethod.BEAM, stage.library.generation.method());
    assertEquals(7, stage.library.generation.length());
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature,0,temperature is 0.0; allowed: above 0",
    "--temperature,-0.5,temperature is -0.5",
    "--top-p,0,topP is 0.0; allowed: above 0",
    "--top-k,-1,topK is -1",
    "--length,0,length is 0",
    "--beam-size,0,beamSize is 0"
  })
  void aWrongWayToWriteIsRefusedBeforeTheModelIsOpened(String flag, String value, String message) {
    assertEquals(2, stage.run("lm", "generate", "-m", model, flag, value));
    assertTrue(stage.err().contains(message), stage.err());
    assertEquals(0, stage.library.closed);
  }

  @Test
  void theHelpOfEachCommandSaysHowItEnds() {
    for (String command : new String[] {"train", "perplexity", "generate"}) {
      assertEquals(0, stage.run("lm", command, "--help"));
    }
    assertTrue(stage.out().contains("Exit codes:"), stage.out());
    assertEquals(0, stage.run("lm", "--help"));
    assertEquals(2, stage.run("lm"));
    assertEquals(2, stage.run("lm", "writ"));
  }
}
