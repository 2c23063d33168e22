package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class MainTest {
  private final Stage stage = new Stage();

  @TempDir Path model;

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "help"})
  void helpListsTheCommands(String flag) {
    assertEquals(0, stage.run(flag));
    for (String command : commands().toList()) {
      assertTrue(stage.out().contains("\n  " + command + " "), stage.out());
    }
    assertTrue(stage.out().contains("130   interrupted"), stage.out());
    assertEquals("", stage.err());
  }

  @ParameterizedTest
  @CsvSource({
    "train,Data:|Model:|Training:|Engine:|All other settings:|General:|Exit codes:",
    "translate,Input and output:|Search:|Engine:|All other settings:|General:|Exit codes:",
    "evaluate,Model and test set:|Report:|Search:|Engine:|General:|Exit codes:",
    "score,Input and metrics:|BLEU:|chrF:|TER|Report:|General:|Exit codes:",
    "tokenize,Input and output:|Without a model:|With a model:|At random:|General:|Exit codes:",
    "detokenize,Input and output:|What the tokens are:|General:|Exit codes:",
    "learn-bpe,Input and output:|Learning:|General:|Exit codes:",
    "apply-bpe,Input and output:|How words are cut:|At random:|General:|Exit codes:",
    "info,What to show:|Engine:|General:|Exit codes:",
    "completion,General:|Exit codes:"
  })
  void helpIsGroupedUnderHeadings(String command, String headings) {
    assertEquals(0, stage.run(command, "--help"));
    for (String heading : headings.split("\\|")) {
      assertTrue(stage.out().contains("\n" + heading), heading + " is missing in\n" + stage.out());
    }
    assertTrue(stage.out().startsWith("Usage: truchman " + command), stage.out());
    assertTrue(stage.out().lines().allMatch(line -> line.length() <= 80), stage.out());
  }

  static Stream<String> commands() {
    return Stream.of(
        "train",
        "translate",
        "evaluate",
        "score",
        "tokenize",
        "detokenize",
        "learn-bpe",
        "apply-bpe",
        "info",
        "completion");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyShortFlagHasALongForm(String command) {
    CommandLine line = Main.commandLine(stage.shell()).getSubcommands().get(command);
    List<String> lonely = new ArrayList<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!option.longestName().startsWith("--")) {
        lonely.add(option.longestName());
      }
      assertTrue(option.description().length > 0, option.longestName() + " says nothing");
    }
    assertEquals(List.of(), lonely);
    assertFalse(line.getCommandSpec().options().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version", "train -V", "score --version"})
  void versionIsPrinted(String words) {
    assertEquals(0, stage.run((Object[]) words.split(" ")));
    assertTrue(stage.out().startsWith("truchman "), stage.out());
  }

  @Test
  void nothingAtAllIsWrongUsage() {
    assertEquals(2, stage.run());
    assertTrue(stage.err().contains("truchman --help"), stage.err());
  }

  @Test
  void mistypedFlagIsSuggested() {
    assertEquals(2, stage.run("translate", "--modle", "x"));
    assertTrue(stage.err().contains("--modle"), stage.err());
    assertTrue(stage.err().contains("--model"), stage.err());
    assertTrue(stage.err().contains("'truchman translate --help'"), stage.err());
    assertEquals("", stage.out());
  }

  @Test
  void mistypedCommandIsSuggested() {
    assertEquals(2, stage.run("tranlsate"));
    assertTrue(stage.err().contains("translate"), stage.err());
  }

  @Test
  void errorIsOneLineWithoutATrace() {
    stage.library.failure = new IllegalStateException("first\n  second");
    assertEquals(1, stage.run("translate", "-m", model, "x"));
    assertEquals("truchman: first second\n", stage.err());
  }

  @Test
  void traceIsShownOnDemand() {
    stage.library.failure = new IllegalStateException("no");
    assertEquals(1, stage.run("translate", "-m", model, "--stacktrace", "x"));
    assertTrue(stage.err().startsWith("truchman: no\n"), stage.err());
    assertTrue(stage.err().contains("\tat org.truchman.cli."), stage.err());
  }

  @Test
  void memoryThatRunsOutIsExplained() {
    stage.library.error = new OutOfMemoryError("Java heap space");
    assertEquals(1, stage.run("translate", "-m", model, "x"));
    assertTrue(stage.err().contains("TRUCHMAN_OPTS=-Xmx"), stage.err());
    assertEquals(1, stage.err().lines().count());
  }

  @Test
  void commandsSpeakTheSameInTurkish() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      stage.input("i\n");
      assertEquals(0, stage.run("translate", "-m", model, "--long-lines", "split", "--n-best=1"));
      assertEquals("I ||| -0.2500\n\n", stage.out());
      assertEquals(2, stage.run("train", "--set", "training.seed=i", "--dump-config"));
      assertEquals(1, stage.err().lines().count(), stage.err());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void completionNamesCommandsAndFlags() {
    assertEquals(0, stage.run("completion"));
    assertTrue(stage.out().startsWith("#!/usr/bin/env bash"), stage.out());
    assertTrue(stage.out().contains("translate"), stage.out());
    assertTrue(stage.out().contains("--beam-size"), stage.out());
    assertTrue(stage.out().contains("--dump-config"), stage.out());
  }

  @Test
  void infoNamesVersionsAndEngine() {
    assertEquals(0, stage.run("info", "--device", "cpu"));
    assertTrue(stage.out().startsWith("truchman "), stage.out());
    assertTrue(stage.out().contains("\njava " + System.getProperty("java.version")), stage.out());
    assertTrue(stage.out().endsWith("libtorch 2.7.1\ndevices: cpu\n"), stage.out());
    assertEquals("cpu", stage.library.engine.device());
  }

  @Test
  void infoOnDevicesIsTheEngineAlone() {
    assertEquals(0, stage.run("info", "--devices"));
    assertEquals("libtorch 2.7.1\ndevices: cpu\n", stage.out());
  }

  @Test
  void infoOnAModelIsItsCard() {
    assertEquals(0, stage.run("info", model));
    assertEquals("languages: en to de\nparameters: 12\n", stage.out());
  }
}
