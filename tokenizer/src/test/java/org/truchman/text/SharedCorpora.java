package org.truchman.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.text.corpus.Utf8Lines;

/** Real corpora, where a developer has them: {@code -Dtruchman.shared=DIR}, or ../shared. */
public final class SharedCorpora {
  private SharedCorpora() {}

  /** The file of that name; the test is skipped where it is not there. */
  public static Path file(String name) {
    String root = System.getProperty("truchman.shared", "../../shared");
    Path file = Path.of(root, "corpora", name);
    assumeTrue(Files.exists(file), () -> file + " is not here");
    return file;
  }

  /** The first lines of a file. */
  public static List<String> lines(String name, int limit) {
    List<String> result = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file(name))) {
      while (lines.hasNext() && result.size() < limit) {
        result.add(lines.next());
      }
    }
    return result;
  }
}
