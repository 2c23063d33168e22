package org.truchman.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/READING.md leads through files that are there. */
class ReadingTest {
  private static final Pattern FILE = Pattern.compile("`([a-z0-9-]+)/\\.\\.\\./(\\S+\\.java)`");

  @Test
  void everyFileOnTheWayIsThere() throws IOException {
    Path root = Repository.root();
    List<MatchResult> named =
        FILE.matcher(Files.readString(root.resolve("docs/READING.md"))).results().toList();
    assertTrue(named.size() > 20, "only " + named.size() + " files are named");
    for (MatchResult file : named) {
      Path end = Path.of(file.group(2));
      try (Stream<Path> sources = Files.walk(root.resolve(file.group(1)).resolve("src/main"))) {
        assertEquals(1, sources.filter(path -> path.endsWith(end)).count(), file.group());
      }
    }
  }
}
