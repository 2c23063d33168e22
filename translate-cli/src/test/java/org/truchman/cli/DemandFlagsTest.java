package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class DemandFlagsTest {
  private final Stage stage = new Stage();

  @TempDir Path model;
  @TempDir Path folder;

  private int translate(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "translate";
    all[1] = "--model";
    all[2] = model;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return stage.run(all);
  }

  @Test
  void termsAndForbiddenPhrasesReachTheTranslator() throws IOException {
    Path terms = Files.writeString(folder.resolve("terms"), "cat\tKatze\n");
    Path forbidden = Files.writeString(folder.resolve("forbidden"), "dog\n\nold cat\n");
    stage.input("a\n");
    assertEquals(0, translate("--terminology", terms, "--forbid", forbidden));
    assertFalse(stage.library.asked.terminology().isEmpty());
    assertEquals(List.of("dog", "old cat"), stage.library.asked.forbidden());
    assertFalse(stage.library.asked.aligned());
  }

  @Test
  void whatIsNotMetIsNamedWithItsLine() {
    stage.input("a\nimpossible\nb\n");
    assertEquals(0, translate());
    assertEquals("A\nIMPOSSIBLE\nB\n", stage.out());
    assertEquals(
        "truchman: warning: <stdin>:2: the translation lacks the term \"term\"\n", stage.err());
  }

  @Test
  void aBadTermIsNamedWithItsPlace() throws IOException {
    Path terms = Files.writeString(folder.resolve("terms"), "a\tb\ncat\n");
    assertEquals(3, translate("--terminology", terms));
    assertTrue(stage.err().contains(terms + ":2: has 0 tabs"), stage.err());
    assertEquals(3, translate("--forbid", folder.resolve("nothing")));
    assertTrue(stage.err().contains("nothing"), stage.err());
  }

  @Test
  void pharaohStandsBehindTheTranslation() {
    stage.input("a b\n\nc\n");
    assertEquals(0, translate("--alignments", "pharaoh"));
    assertEquals("A B ||| 0-0 1-1\n ||| \nC ||| 0-0\n", stage.out());
  }

  @Test
  void softAlignmentsAreJson() {
    stage.input("a b\n\n");
    assertEquals(0, translate("--alignments", "soft"));
    assertEquals(
        "{\"text\":\"A B\",\"parts\":[{\"source\":[\"a\",\"b\"],\"target\":[\"A\",\"B\"],"
            + "\"weights\":[[0.75,0.0],[0.0,0.75]]}]}\n{\"text\":\"\",\"parts\":[]}\n",
        stage.out());
  }

  @Test
  void listsHaveNoAlignments() {
    assertEquals(2, translate("--alignments", "soft", "--n-best", 2));
    assertTrue(stage.err().contains("leave --n-best out"), stage.err());
    assertEquals(2, translate("--alignments", "hard"));
    assertTrue(stage.err().contains("hard"), stage.err());
  }
}
