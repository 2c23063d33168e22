package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.cli.shell.Terminals;

final class EvaluateCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path model;
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void scoresExactMatchesAndSpeedArePrinted() throws IOException {
    Path source = file("s", "the cat sat on the mat\na dog runs there\n\n");
    Path reference = file("r", "THE CAT SAT ON THE MAT\nA DOG WALKS THERE\n\n");
    assertEquals(0, evaluate(source, reference));
    List<String> lines = stage.out().lines().toList();
    // 9 of 10 words, 5 + 1 of 8 pairs, 4 of 6 triples, 3 of 4 quadruples
    assertTrue(
        lines.get(0).contains("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:"),
        stage.out());
    assertTrue(lines.get(0).contains("90.0/75.0/66.7/75.0 (BP = 1.000"), stage.out());
    assertTrue(lines.get(1).contains("chrF2|nrefs:1"), stage.out());
    assertEquals("exact matches = 2 of 3 (66.7 %)", lines.get(2));
    assertTrue(lines.get(3).startsWith("sentences per second = "), stage.out());
    assertTrue(lines.get(4).startsWith("target tokens per second = "), stage.out());
    assertTrue(lines.get(4).endsWith(" (10, as BLEU counts them)"), stage.out());
    assertEquals("BLEU by source length in tokens:", lines.get(6));
    assertEquals(10, lines.size());
  }

  @Test
  void perfectTranslationScoresOneHundred() throws IOException {
    Path source = file("s", "the cat sat on the mat\n");
    Path reference = file("r", "THE CAT SAT ON THE MAT\n");
    assertEquals(0, evaluate(source, reference, "-w", "1"));
    assertTrue(stage.out().contains("= 100.0 100.0/100.0/100.0/100.0"), stage.out());
  }

  @Test
  void anyReferenceMayMatch() throws IOException {
    Path source = file("s", "a b\n");
    Path first = file("r1", "X Y\n");
    Path second = file("r2", "A B  \n");
    assertEquals(0, evaluate(source, first, "--reference", second));
    assertTrue(stage.out().contains("nrefs:2"), stage.out());
    assertTrue(stage.out().contains("exact matches = 1 of 1 (100.0 %)"), stage.out());
  }

  @Test
  void jsonHoldsTheSameFigures() throws IOException {
    Path source = file("s", "a b\nc d\n");
    Path reference = file("r", "A B\nC E\n");
    assertEquals(0, evaluate(source, reference, "--format", "json"));
    JsonObject object = JsonParser.parseString(stage.out()).getAsJsonObject();
    JsonObject first = object.getAsJsonArray("scores").get(0).getAsJsonObject();
    assertEquals("BLEU", first.get("name").getAsString());
    assertEquals(1, object.get("exact").getAsInt());
    assertEquals(2, object.get("sentences").getAsInt());
    assertEquals(50, object.get("exactPercent").getAsDouble());
    assertTrue(object.get("sentencesPerSecond").getAsDouble() > 0, stage.out());
  }

  @Test
  void translationsMayBeKept() throws IOException {
    Path source = file("s", "a b\n\nc\n");
    Path reference = file("r", "A B\n\nC\n");
    Path output = folder.resolve("out");
    assertEquals(0, evaluate(source, reference, "--output", output));
    assertEquals("A B\n\nC\n", Files.readString(output));
  }

  @Test
  void unequalLengthsNameBothCountsBeforeAnyWork() throws IOException {
    Path source = file("s", "a\nb\n");
    Path reference = file("r", "A\nB\nC\n");
    assertEquals(3, evaluate(source, reference));
    assertTrue(stage.err().contains(source + " has 2 lines, but " + reference + " has 3"));
    assertNull(stage.library.opened);
  }

  @Test
  void emptyTestSetIsBadInput() throws IOException {
    Path empty = file("s", "");
    assertEquals(3, evaluate(empty, empty));
    assertTrue(stage.err().contains("nothing to score"), stage.err());
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(2, stage.run("evaluate"));
    assertEquals(2, stage.run("evaluate", "-m", model));
    assertEquals(
        "truchman: evaluate needs --model DIR or --hypothesis FILE\n"
            + "truchman: evaluate needs --source FILE and --reference FILE"
            + " (or --test SOURCE REFERENCE)\n",
        stage.err());
  }

  @Test
  void longLineIsNamed() throws IOException {
    Path source = file("s", "a\na b c d e\n");
    Path reference = file("r", "A\nA\n");
    assertEquals(3, evaluate(source, reference, "--long-lines", "fail"));
    assertTrue(stage.err().contains(source + ":2: line has 5 pieces"), stage.err());
    assertEquals("", stage.out());
  }

  @Test
  void barIsDrawnOnATerminal() throws IOException {
    stage.terminals = new Terminals(false, false, true, false);
    Path source = file("s", "a b\n");
    Path reference = file("r", "A B\n");
    assertEquals(0, evaluate(source, reference));
    assertTrue(stage.err().contains("1/1 lines"), stage.err());
  }

  /** Evaluates {@link #model} on one test set. */
  private int evaluate(Path source, Path reference, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("evaluate", "-m", model, "--source", source, "--reference", reference));
    words.addAll(List.of(more));
    return stage.run(words.toArray());
  }

  /** Two models, a system's files, and two test sets, one with two references. */
  private int runAll(Object... more) throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    file("a.en", "a b c d\n");
    file("a.de", "A B C D\n");
    file("b.en", "the cat sat\n\n");
    file("b1.de", "Die Katze sitzt\n\n");
    file("b2.de", "THE CAT SAT\n\n");
    file("x.a", "A B C D\n");
    file("x.b", "die Katze\n\n");
    List<Object> words =
        new ArrayList<>(List.of("evaluate", "-m", "one=" + model, "-m", other, "--format", "json"));
    words.addAll(List.of("--test", folder.resolve("a.en"), folder.resolve("a.de")));
    words.addAll(List.of("--test", "news=" + folder.resolve("b.en"), folder.resolve("b1.de")));
    words.addAll(List.of(folder.resolve("b2.de"), "--hypothesis", "x=" + folder.resolve("x.a")));
    words.addAll(List.of(folder.resolve("x.b")));
    words.addAll(List.of(more));
    return stage.run(words.toArray());
  }

  @Test
  void severalSystemsOnSeveralTestSetsStandInOneList() throws IOException {
    assertEquals(0, runAll());
    JsonArray all = JsonParser.parseString(stage.out()).getAsJsonArray();
    List<String> names = new ArrayList<>();
    List<Integer> exact = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.get(i).getAsJsonObject();
      names.add(one.get("testSet").getAsString() + " " + one.get("system").getAsString());
      exact.add(one.get("exact").getAsInt());
    }
    assertEquals(List.of("a one", "a other", "a x", "news one", "news other", "news x"), names);
    assertEquals(List.of(1, 1, 1, 2, 2, 1), exact);
    assertEquals(2, stage.library.closed, "each model is opened once for all test sets");
    String signature =
        all.get(3)
            .getAsJsonObject()
            .getAsJsonArray("scores")
            .get(0)
            .getAsJsonObject()
            .get("signature")
            .getAsString();
    assertTrue(signature.startsWith("nrefs:2|"), signature);
  }

  @Test
  void eachModelsTranslationsMayBeKept() throws IOException {
    Path kept = folder.resolve("new").resolve("kept");
    assertEquals(0, runAll("--output-dir", kept));
    assertEquals("A B C D\n", Files.readString(kept.resolve("a.one.txt")));
    assertEquals("THE CAT SAT\n\n", Files.readString(kept.resolve("news.other.txt")));
    try (Stream<Path> files = Files.list(kept)) {
      assertEquals(4, files.count(), "what came as a file is not copied");
    }
  }

  @Test
  void filesOfTwoSystemsNeedNoModel() throws IOException {
    Path source = file("s", "a b\n");
    Path reference = file("r", "A B\n");
    Path first = file("first.txt", "A B\n");
    Path second = file("second.txt", "A C\n");
    Path page = folder.resolve("page.html");
    assertEquals(
        0,
        stage.run(
            "evaluate",
            "--source",
            source,
            "--reference",
            reference,
            "--hypothesis",
            first,
            "--hypothesis",
            second,
            "--html",
            page));
    assertNull(stage.library.opened);
    assertTrue(stage.out().lines().toList().get(1).startsWith("first "), stage.out());
    Document html = Jsoup.parse(Files.readString(page));
    assertEquals("Evaluation of first, second", html.title());
    assertFalse(Files.exists(folder.resolve("page.html.part")));
  }

  @Test
  void hostileTextInThePageRunsNothing() throws IOException {
    String hostile = "</script><script>alert(1)</script>";
    Path text = file("s", hostile + "\n");
    Path page = folder.resolve("page.html");
    assertEquals(
        0,
        stage.run(
            "evaluate",
            "--source",
            text,
            "--reference",
            text,
            "--hypothesis",
            text,
            "--html",
            page));
    Document html = Jsoup.parse(Files.readString(page));
    assertEquals(4, html.select("script:not([type])").size());
    JsonObject data =
        JsonParser.parseString(html.getElementById("evaluation").data()).getAsJsonObject();
    JsonObject set = data.getAsJsonArray("testSets").get(0).getAsJsonObject();
    assertEquals(hostile, set.getAsJsonArray("sources").get(0).getAsString());
  }

  @Test
  void equalNamesAreRefused() throws IOException {
    Path source = file("s", "a\n");
    assertEquals(
        2,
        stage.run("evaluate", "-m", model, "-m", model, "--source", source, "--reference", source));
    assertTrue(stage.err().contains("two systems have the name"), stage.err());
    assertTrue(stage.err().contains("--model NAME=DIR"), stage.err());
  }

  @Test
  void aSystemNeedsAFileForEachTestSet() throws IOException {
    Path source = file("s", "a\n");
    assertEquals(
        2,
        stage.run(
            "evaluate",
            "--test",
            "one=" + source,
            source,
            "--test",
            "two=" + source,
            source,
            "--hypothesis",
            "x=" + source));
    assertTrue(stage.err().contains("--hypothesis x names 1 files"), stage.err());
    assertTrue(stage.err().contains("there are 2 test sets"), stage.err());
  }

  @Test
  void hypothesesOfAnotherLengthNameBothCounts() throws IOException {
    Path source = file("s", "a\nb\n");
    Path shorter = file("h", "a\n");
    assertEquals(3, stage.run("evaluate", "--test", source, source, "--hypothesis", shorter));
    assertTrue(
        stage.err().contains(source + " has 2 lines, but " + shorter + " has 1"), stage.err());
  }

  @Test
  void twoWaysToSayTheSameAreRefused() throws IOException {
    Path source = file("s", "a\n");
    assertEquals(
        2, stage.run("evaluate", "-m", model, "--test", source, source, "--source", source));
    assertEquals(
        2,
        stage.run(
            "evaluate",
            "-m",
            model,
            "--test",
            source,
            source,
            "-o",
            folder.resolve("o"),
            "--output-dir",
            folder));
    assertEquals(
        2,
        stage.run(
            "evaluate",
            "--hypothesis",
            source,
            "--test",
            source,
            source,
            "-o",
            folder.resolve("o")));
    List<String> lines = stage.err().lines().toList();
    assertTrue(lines.get(0).contains("--test and --source"), lines.get(0));
    assertTrue(lines.get(1).contains("--output and --output-dir"), lines.get(1));
    assertTrue(lines.get(2).contains("use --output-dir DIR"), lines.get(2));
  }

  @Test
  void whatTheFlagsLackIsSaid() throws IOException {
    Path source = file("s", "a\n");
    assertEquals(2, stage.run("evaluate", "-m", model, "--test", source));
    assertTrue(stage.err().contains("--test needs [NAME=]SOURCE REFERENCE"), stage.err());
    assertEquals(2, stage.run("evaluate", "--hypothesis", "=" + source, "--test", source, source));
    assertTrue(stage.err().contains("cannot be a name"), stage.err());
    assertEquals(2, stage.run("evaluate", "-m", model, "--test", source, source, "--worst", "-1"));
    assertTrue(stage.err().contains("--worst -1"), stage.err());
  }

  @Test
  void aPageThatCannotBeIsRefusedBeforeAnyWork() throws IOException {
    Path source = file("s", "a\n");
    Path nowhere = folder.resolve("no").resolve("page.html");
    assertEquals(2, evaluate(source, source, "--html", nowhere));
    assertTrue(stage.err().contains("there is no directory"), stage.err());
    assertNull(stage.library.opened);
  }

  @Test
  void anEqualsSignBehindASlashNamesNothing() throws IOException {
    Path odd = file("a=b.txt", "x\n");
    assertEquals(
        0, stage.run("evaluate", "--test", odd, odd, "--hypothesis", odd, "--format", "json"));
    JsonObject object = JsonParser.parseString(stage.out()).getAsJsonObject();
    assertEquals("a=b", object.get("system").getAsString());
    assertEquals("a=b", object.get("testSet").getAsString());
  }
}
