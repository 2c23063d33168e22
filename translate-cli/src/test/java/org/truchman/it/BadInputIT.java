package org.truchman.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A clear error, the right exit code, and nothing lost. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class BadInputIT {
  @TempDir private static Path folder;
  private static Truchman truchman;

  @BeforeAll
  static void trainAModel() throws Exception {
    truchman = Truchman.in(folder);
    CountingCorpus.write(folder);
    truchman.run(CountingCorpus.training("model", "--epochs", "1")).exits(0);
  }

  // What is trained on.

  @Test
  void corporaOfUnequalLengthsAreBothNamed() throws Exception {
    write("short.de", "Zähle eins.\nZähle zwei.\n");
    train("train.en", "short.de", "dev.en", "dev.de")
        .exits(3)
        .complains("train.en has 240 lines", "short.de has 2");
    train("train.en", "train.de", "dev.en", "short.de")
        .exits(3)
        .complains("dev.en has 20 lines", "short.de has 2");
  }

  @Test
  void aCorpusThatIsNotUtf8IsNamedWithLineAndColumn() throws Exception {
    Files.write(folder.resolve("latin.de"), "Zähle eins.\n".getBytes(ISO_8859_1));
    train("train.en", "latin.de", "dev.en", "dev.de")
        .exits(3)
        .complains("latin.de:1: line is not valid UTF-8 (byte 0xE4 at column 2)");
  }

  @Test
  void aMissingOrEmptyCorpusIsNamed() throws Exception {
    train("train.en", "nowhere.de", "dev.en", "dev.de")
        .exits(3)
        .complains("nowhere.de: no such file");
    write("empty.de", "");
    train("train.en", "empty.de", "dev.en", "dev.de").exits(3).complains("empty.de: file is empty");
    train("train.en", folder.toString(), "dev.en", "dev.de")
        .exits(3)
        .complains(folder + ": is a directory");
  }

  @Test
  void aCorpusOfBlankLinesIsNamed() throws Exception {
    write("blank.en", "\n \n");
    write("blank.de", "\n\t\n");
    train("blank.en", "blank.de", "dev.en", "dev.de").exits(3).complains("blank.en", "blank.de");
  }

  @Test
  void aFailedTrainingLeavesNothingBehind() throws Exception {
    train("train.en", "nowhere.de", "dev.en", "dev.de").exits(3);
    assertFalse(Files.exists(folder.resolve("never")));
  }

  @Test
  void corporaWithEndsOfWindowsAndWithoutTheLastOneAreTheSameCorpora() throws Exception {
    for (String file : List.of("train.en", "train.de", "dev.en", "dev.de")) {
      String text = Files.readString(folder.resolve(file), UTF_8);
      write("crlf." + file, text.stripTrailing().replace("\n", "\r\n"));
    }
    truchman
        .run(
            List.of("train", "--train", "crlf.train.en", "crlf.train.de", "--valid"),
            List.of("crlf.dev.en", "crlf.dev.de", "-m", "crlf", "--epochs=1"),
            CountingCorpus.TINY_MODEL)
        .exits(0);
    assertEquals(weights("model"), weights("crlf"));
  }

  // What is translated.

  @Test
  void inputThatIsNotUtf8IsNamedWithLineAndColumn() throws Exception {
    Files.write(folder.resolve("latin.en"), "one\ntwo \u00FC\n".getBytes(ISO_8859_1));
    truchman
        .run("translate", "-m", "model", "-i", "latin.en")
        .exits(3)
        .complains("latin.en:2: line is not valid UTF-8 (byte 0xFC at column 5)");
    truchman
        .shell("\"$truchman\" translate -m model < latin.en")
        .exits(3)
        .complains("<stdin>:2: line is not valid UTF-8 (byte 0xFC at column 5)");
  }

  @Test
  void aMissingInputIsNamed() throws Exception {
    truchman
        .run("translate", "-m", "model", "-i", "nowhere.en")
        .exits(3)
        .complains("nowhere.en: no such file");
    truchman
        .run("translate", "-m", "model", "-i", "model")
        .exits(3)
        .complains("model: is a directory");
  }

  @Test
  void anEmptyInputGivesAnEmptyOutput() throws Exception {
    write("empty.en", "");
    truchman.run("translate", "-m", "model", "-i", "empty.en", "-o", "empty.out").exits(0);
    assertEquals("", Files.readString(folder.resolve("empty.out")));
  }

  @Test
  void anOutputThatIsADirectoryIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("taken"));
    truchman
        .run("translate", "-m", "model", "-o", "taken", "one")
        .exits(2)
        .complains("taken: is a directory");
    truchman
        .run("translate", "-m", "model", "-o", "no/such/place", "one")
        .exits(2)
        .complains("there is no directory");
  }

  @Test
  void whatFailsHalfwayLeavesTheOldOutputWhole() throws Exception {
    write("kept.de", "as it was\n");
    Files.write(folder.resolve("halfway.en"), "one\n\u00FF\n".getBytes(ISO_8859_1));
    truchman.run("translate", "-m", "model", "-i", "halfway.en", "-o", "kept.de").exits(3);
    assertEquals("as it was\n", Files.readString(folder.resolve("kept.de")));
    assertFalse(Files.exists(folder.resolve("kept.de.part")));
  }

  @Test
  void anOutputWithoutSpaceIsNamed() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a device that is always full");
    truchman
        .run("translate", "-m", "model", "-o", "/dev/full", "one")
        .exits(1)
        .complains("/dev/full: ");
    truchman
        .shell("\"$truchman\" translate -m model one > /dev/full")
        .exits(1)
        .complains("standard output: ");
  }

  @Test
  void anOutputFileAppearsWhenItIsComplete() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    try (WatchService watch = place.getFileSystem().newWatchService()) {
      place.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Truchman.Running running = truchman.begin("translate", "-m", "model", "-o", "place/out.de");
      WatchKey key = watch.take();
      List<WatchEvent<?>> events = key.pollEvents();
      assertEquals("out.de.part", events.get(0).context().toString());
      assertFalse(Files.exists(place.resolve("out.de")));
      running.feed("one\n\n").finish().exits(0);
      assertEquals(2, Files.readAllLines(place.resolve("out.de")).size());
      assertFalse(Files.exists(place.resolve("out.de.part")));
    }
  }

  @Test
  void aKilledTranslationGoesOnWhereItWas() throws Exception {
    Path place = Files.createDirectory(folder.resolve("killed"));
    Path part = place.resolve("out.de.part");
    try (WatchService watch = place.getFileSystem().newWatchService()) {
      place.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      Truchman.Running running =
          truchman.begin("translate", "-m", "model", "-o", "killed/out.de", "--workers", "2");
      running.say("Count one.\n\nCount two.\n"); // and no more: it is answered all the same
      while (Files.notExists(part) || Files.readAllLines(part).size() < 3) {
        watch.take().reset();
      }
      running.kill().finish();
    }
    assertFalse(Files.exists(place.resolve("out.de")));
    String input = "Count one.\n\nCount two.\nCount three.\n";
    truchman.runOn(input, "translate", "-m", "model", "-o", "killed/out.de", "--continue").exits(0);
    assertEquals(
        truchman.runOn(input, "translate", "-m", "model").exits(0).out(),
        Files.readString(place.resolve("out.de")));
    assertFalse(Files.exists(part));
    Files.writeString(part, "1\n2\n3\n4\n5\n");
    truchman
        .runOn(input, "translate", "-m", "model", "-o", "killed/out.de", "--continue")
        .exits(3)
        .complains("out.de.part has the results of 5 lines, but <stdin> has only 4 lines");
  }

  @Test
  void aReaderThatHasEnoughIsNoError() throws Exception {
    write("many.en", "Count one.\n".repeat(2500));
    String translate = "\"$truchman\" translate -m model --beam-size 1 -i many.en";
    Finished head = truchman.shell("{ " + translate + "; echo $? > code; } | head -n 1").exits(0);
    assertEquals(1, head.lines().size());
    assertEquals("0\n", Files.readString(folder.resolve("code")));
    head.complains();
    assertFalse(head.err().contains("truchman:"), head.err());
  }

  // What is scored.

  @Test
  void scoredFilesOfUnequalLengthsAreBothNamed() throws Exception {
    write("two.de", "eins\nzwei\n");
    truchman
        .run("score", "test.de", "-i", "two.de")
        .exits(3)
        .complains("two.de has 2 lines", "test.de has 20");
    truchman
        .run("evaluate", "-m", "model", "--source", "test.en", "--reference", "two.de")
        .exits(3)
        .complains("test.en has 20 lines", "two.de has 2");
  }

  // The model.

  @Test
  void aMissingModelIsNamed() throws Exception {
    translateWith("nowhere").exits(1).complains("nowhere: does not exist");
    truchman.run("info", "nowhere").exits(1).complains("nowhere: does not exist");
  }

  @Test
  void anIncompleteModelIsNamed() throws Exception {
    Path copy = copyOfModel("incomplete");
    Path weights = only(copy, ".safetensors");
    Files.delete(weights);
    translateWith("incomplete").exits(1).complains(weights.getFileName().toString(), "is missing");
    Files.delete(copy.resolve("manifest.json"));
    translateWith("incomplete").exits(1).complains("incomplete: has no manifest.json");
  }

  @Test
  void aDamagedModelIsNamed() throws Exception {
    for (String ending : List.of(".safetensors", "vocabulary.txt", "manifest.json")) {
      Path copy = copyOfModel("damaged" + ending.replaceAll("\\W", ""));
      Path file = only(copy, ending);
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 16;
      Files.write(file, content);
      translateWith(copy.getFileName().toString())
          .exits(1)
          .complains(file.getFileName().toString(), "damaged");
    }
  }

  @Test
  void aModelOfAnotherVersionIsNamedWithBothVersions() throws Exception {
    Path manifest = copyOfModel("other").resolve("manifest.json");
    String text = Files.readString(manifest, UTF_8);
    String other = text.replaceFirst("\"formatVersion\": 1\\b", "\"formatVersion\": 7");
    Files.writeString(manifest, other, UTF_8);
    translateWith("other").exits(1).complains("format version 7", "reads version 1");
  }

  // The command line.

  @Test
  void wrongUsageNamesWhatWasPerhapsMeant() throws Exception {
    truchman
        .run("translate", "-m", "model", "--set", "search.beamsize=3", "one")
        .exits(2)
        .complains("search.beamsize", "search.beamSize");
    truchman.run("translate", "one").exits(2).complains("--model");
    truchman.run("translate", "--modle", "x", "one").exits(2).complains("--modle");
    train("train.en", "train.de", "dev.en", "dev.de", "--set=training.labelSmothing=0.1")
        .exits(2)
        .complains("training.labelSmothing", "training.labelSmoothing");
  }

  private static Finished train(
      String source, String target, String validSource, String validTarget, String... more)
      throws Exception {
    List<String> files =
        List.of("--train", source, target, "--valid", validSource, validTarget, "-m", "never");
    return truchman.run(List.of("train", "-s", "en", "-t", "de"), files, List.of(more));
  }

  private static Finished translateWith(String model) throws Exception {
    return truchman.run("translate", "-m", model, "one");
  }

  private static void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text, UTF_8);
  }

  private static Path copyOfModel(String name) throws IOException {
    Path model = folder.resolve("model");
    Path copy = folder.resolve(name);
    try (Stream<Path> all = Files.walk(model)) {
      for (Path path : all.toList()) {
        Files.copy(path, copy.resolve(model.relativize(path)));
      }
    }
    return copy;
  }

  /** The only file of a model whose name ends like this. */
  private static Path only(Path model, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(model)) {
      List<Path> found = all.filter(path -> path.toString().endsWith(ending)).toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }

  /** The name of a model's weights, which carries a part of their hash. */
  private static String weights(String model) throws IOException {
    return only(folder.resolve(model), ".safetensors").getFileName().toString();
  }
}
