package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that no corpus has, in a program of its own. */
class HugeLineTest {
  @Test
  void aLineOfTenMegabytesNeedsNoGigabyte(@TempDir Path folder)
      throws IOException, InterruptedException {
    TinyTraining tiny = TinyTraining.in(folder);
    tiny.train("huge", TinyTraining.settings());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TenMegabytes.class.getName(),
                tiny.model("huge").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(said));
    assertTrue(read(said).contains("lines 1"), () -> read(said));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
