package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of two systems, evaluated by the built distribution: no model, no engine. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class EvaluateIT {
  private static final List<String> SYSTEMS =
      List.of("--hypothesis", "good=good.de", "--hypothesis", "bad=bad.de");

  @TempDir private static Path folder;
  private static Truchman truchman;

  @BeforeAll
  static void layOutFiles() throws Exception {
    truchman = Truchman.in(folder);
    write("test.en", "The dog runs through the garden.\n</script><script>x</script>\n");
    write("test.de", "Der Hund läuft durch den Garten.\n</script><script>y</script>\n");
    write("good.de", "Der Hund läuft durch den Garten.\n</script><script>y</script>\n");
    write("bad.de", "Der Hund geht in den Garten.\n<b>\n");
  }

  private static void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  @Test
  void theScoresAreThoseOfTheCommandScore() throws Exception {
    Finished evaluation =
        truchman
            .run("evaluate", "--test", "test.en", "test.de", SYSTEMS, "--format", "json", "-w", "1")
            .exits(0);
    JsonArray all = JsonParser.parseString(evaluation.out()).getAsJsonArray();
    for (int i = 0; i < 2; i++) {
      String file = List.of("good.de", "bad.de").get(i);
      Finished score =
          truchman.run("score", "test.de", "-i", file, "-m", "bleu", "chrf", "-w", "1").exits(0);
      assertEquals(
          JsonParser.parseString(score.out()), all.get(i).getAsJsonObject().get("scores"), file);
    }
  }

  @Test
  void thePageIsWholeAndLoadsNothing() throws Exception {
    truchman
        .run("evaluate", "--test", "test.en", "test.de", SYSTEMS, "--html", "page.html", "--ter")
        .exits(0);
    Document page = Jsoup.parse(Files.readString(folder.resolve("page.html")));
    assertEquals("Evaluation of good, bad", page.title());
    assertEquals(List.of("good", "bad"), page.select("#scores tbody th").eachText());
    assertEquals(0, page.select("[src]").size());
    assertEquals(4, page.select("script:not([type])").size(), "none came in with the sentences");
    assertTrue(page.html().contains("Chart.js"), "the charts' library came along");
    assertFalse(Files.exists(folder.resolve("page.html.part")));
  }

  @Test
  void aMissingFileIsBadInput() throws Exception {
    truchman
        .run("evaluate", "--test", "test.en", "test.de", "--hypothesis", "nowhere.de")
        .exits(3)
        .complains("nowhere.de");
  }
}
