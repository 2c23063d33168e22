package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AverageCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  private Path output() {
    return folder.resolve("mean");
  }

  @Test
  void theNewestStatesAreAveraged() {
    Path model = folder.resolve("m");
    assertEquals(0, stage.run("average", "-m", model, "--last=2", "-o", output()));
    List<Path> expected = List.of(model.resolve("newest/3"), model.resolve("newest/2"));
    assertEquals(expected, stage.library.averaged);
    assertTrue(stage.err().contains("averaging " + expected.get(1)), stage.err());
    assertEquals(output() + ": the mean of 2 models", stage.out().strip());
  }

  @Test
  void theBestStatesAreAveraged() {
    Path model = folder.resolve("m");
    assertEquals(0, stage.run("average", "-m", model, "--best=3", "-o", output(), "-q"));
    assertEquals(model.resolve("best/3"), stage.library.averaged.get(0));
    assertEquals(3, stage.library.averaged.size());
    assertEquals("", stage.err());
  }

  @Test
  void namedModelsAreAveraged() {
    assertEquals(0, stage.run("average", "a", "b", "-o", output()));
    assertEquals(List.of(Path.of("a"), Path.of("b")), stage.library.averaged);
  }

  @ParameterizedTest
  @CsvSource({
    "-o x, either",
    "-o x -m m, either",
    "-o x --last 2, either",
    "-o x -m m a b, either",
    "-o x -m m --last 2 --best 2, contradict",
    "-o x -m m --last 1, 2 or more",
    "-o x -m m --best 0, 2 or more",
    "-o x a, at least two",
    "a b, --output",
    "-o x -m m --last 4, training.keepCheckpoints=4"
  })
  void whatCannotBeAveragedIsWrongUsage(String arguments, String message) {
    assertEquals(2, stage.run((Object[]) ("average " + arguments).split(" ")));
    assertTrue(stage.err().contains(message), stage.err());
    assertNull(stage.library.averaged);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.createDirectory(output());
    assertEquals(2, stage.run("average", "a", "b", "-o", output()));
    assertTrue(stage.err().contains("mean: is there already"), stage.err());
    assertNull(stage.library.averaged);
  }
}
