package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  @Test
  void thePageIsWrittenAndSaysWhatWasRead() throws IOException {
    Path page = folder.resolve("page.html");
    assertEquals(0, stage.run("inspect", "-m", "models/m", "-o", page, "hello"));
    String html = Files.readString(page);
    assertTrue(html.contains("<title>Inside m</title>"));
    assertTrue(html.contains("hello"));
    assertEquals(List.of(), stage.library.inspected);
    assertTrue(stage.err().contains("page.html: written"));
  }

  @Test
  void asManyLinesAreSearchedAsAreAskedFor() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "a\nb\nc\n");
    Path page = folder.resolve("page.html");
    stage.run("inspect", "-q", "-m", "m", "-o", page, "--text", text, "--lines", 2, "hello");
    assertEquals(List.of("a", "b"), stage.library.inspected);
    assertEquals("", stage.err());
  }

  @Test
  void anEmptySentenceIsRefused() {
    assertEquals(2, stage.run("inspect", "-m", "m", " "));
    assertTrue(stage.err().contains("the sentence is empty"), stage.err());
  }

  @Test
  void twoLinesAreRefused() {
    assertEquals(2, stage.run("inspect", "-m", "m", "a\nb"));
    assertTrue(stage.err().contains("more than one line"), stage.err());
  }

  @Test
  void aDirectoryCannotBeThePage() {
    assertEquals(2, stage.run("inspect", "-m", "m", "-o", folder, "a"));
    assertTrue(stage.err().contains("is a directory"), stage.err());
  }

  @Test
  void linesNeedText() {
    assertEquals(2, stage.run("inspect", "-m", "m", "--lines", 3, "a"));
    assertTrue(stage.err().contains("--lines says nothing without --text"), stage.err());
    assertFalse(Files.exists(Path.of("inspection.html")));
  }
}
