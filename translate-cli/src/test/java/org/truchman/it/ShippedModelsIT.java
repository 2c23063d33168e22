package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of data/models, as they come out of a checkout. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ShippedModelsIT {
  private static final Path MODELS = Path.of("..", "data", "models").toAbsolutePath().normalize();
  private static final long MOST_BYTES = 16_000_000;

  @TempDir private static Path folder;

  static List<Path> models() throws IOException {
    try (Stream<Path> all = Files.list(MODELS)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** A sentence and a part of its translation that no German leaves out, by the languages. */
  private static List<String> asked(Path model) {
    return switch (model.getFileName().toString()) {
      case "en-de" -> List.of("How are you?", "Wie geht");
      case "de-en" -> List.of("Wie geht es dir?", "How are you");
      default -> throw new IllegalArgumentException(model + ": this test knows no sentence for it");
    };
  }

  @ParameterizedTest
  @MethodSource("models")
  void itTranslatesRightAway(Path model) throws Exception {
    List<String> asked = asked(model);
    Finished done = Truchman.in(folder).run("translate", "-m", model, asked.get(0)).exits(0);
    assertEquals(1, done.lines().size());
    assertTrue(done.lines().get(0).contains(asked.get(1)), done.lines().get(0));
  }

  @ParameterizedTest
  @MethodSource("models")
  void itIsSmallAndNamesNoFolder(Path model) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertTrue(bytes <= MOST_BYTES, model + ": " + bytes + " bytes");
    assertFalse(Files.exists(model.resolve("training")), "no snapshot is shipped");
    String provenance = Files.readString(model.resolve("provenance.json"));
    assertFalse(provenance.contains("\"/"), "a path of the machine that it was trained on");
  }

  @ParameterizedTest
  @MethodSource("models")
  void itsCardNamesWhomTheSentencesComeFrom(Path model) throws IOException {
    String card = Files.readString(MODELS.resolve("README.md"));
    for (String said :
        List.of(
            model.getFileName().toString(),
            "tatoeba.org",
            "CC BY 2.0 FR",
            "www.manythings.org/anki")) {
      assertTrue(card.contains(said), said);
    }
  }
}
