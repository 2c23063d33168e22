package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Prepares corpora through the built distribution, and trains from one. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class PrepareIT {
  @TempDir private Path folder;
  private Truchman truchman;

  @BeforeEach
  void writeText() throws IOException {
    truchman = Truchman.in(folder);
    CountingCorpus.write(folder);
  }

  private Finished prepare(Object... more) throws Exception {
    return truchman.run(
        List.of("prepare", "--train", "train.en", "train.de", "--valid", "dev.en", "dev.de"),
        List.of("-o", "data", "--set=text.bpeMerges=60"),
        List.of(more));
  }

  @Test
  void aPreparedCorpusTrainsToTheSameWeightsAsItsText() throws Exception {
    prepare().exits(0).complains("kept", "truchman train --data data");
    List<String> settings = new ArrayList<>(CountingCorpus.TINY_MODEL);
    settings.remove("--set=text.bpeMerges=60");
    truchman.run("train", "--data", "data", "-m", "prepared", settings, "--epochs=1").exits(0);
    truchman.run(CountingCorpus.training("raw", "--epochs=1")).exits(0);
    assertArrayEquals(weights("raw"), weights("prepared"));
  }

  private byte[] weights(String model) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(model))) {
      Path weights =
          files.filter(file -> file.toString().endsWith(".safetensors")).findFirst().orElseThrow();
      return Files.readAllBytes(weights);
    }
  }

  @Test
  void whatIsDroppedIsCountedAndWritten() throws Exception {
    String text = "a\tx\n\ty\nsame\tsame\na\tx\nb\tz\n";
    Finished finished =
        truchman.runOn(
            text,
            List.of("prepare", "--train-tsv", "-", "--valid", "dev.en", "dev.de", "-o", "data"),
            List.of("-s", "en", "-t", "de", "--drop-copies", "--drop-duplicates=pair"),
            List.of("--rejected", "rejected.tsv"));
    finished.exits(0);
    assertEquals(List.of("data: 2 training and 20 validation pairs"), finished.lines());
    assertEquals(
        List.of(
            "empty source\t<stdin>\t2\t\ty",
            "same text on both sides\t<stdin>\t3\tsame\tsame",
            "duplicate pair\t<stdin>\t4\ta\tx"),
        Files.readAllLines(folder.resolve("rejected.tsv")));
    assertTrue(
        Files.readString(folder.resolve("data/report.txt")).contains("dropped: empty source"));
  }

  @Test
  void badTextIsNamedAndNothingIsLeft() throws Exception {
    Files.write(folder.resolve("train.de"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
    prepare().exits(3).complains("train.de:2: line is not valid UTF-8 (byte 0xE4 at column 1)");
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().contains("data")));
    }
  }

  @Test
  void anotherFolderThanAPreparedOneIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    truchman
        .run("train", "--data", "data", "-m", "model")
        .exits(3)
        .complains("data: is no prepared corpus", "truchman prepare");
  }
}
