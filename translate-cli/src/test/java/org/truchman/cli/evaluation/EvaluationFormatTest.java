package org.truchman.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.BleuOptions;

/** The figures of two systems, known by arithmetic, found again in every layout. */
class EvaluationFormatTest {
  private static final TestSet SET =
      new TestSet(
          "news",
          List.of("the cat sat on the mat", "a | <script>"),
          List.of(List.of("THE CAT SAT ON THE MAT", "A DOG WALKS THERE")));

  /** 9 of 10 words, 6 of 8 pairs, 4 of 6 triples, 3 of 4 quadruples; 10 words in 4 seconds. */
  private static final Evaluation FIRST =
      evaluation(
          "one", List.of("THE CAT SAT ON THE MAT", "A DOG RUNS THERE"), OptionalDouble.of(4));

  private static final Evaluation PERFECT =
      evaluation("two", SET.references().get(0), OptionalDouble.empty());

  private static Evaluation evaluation(
      String system, List<String> translations, OptionalDouble seconds) {
    return new Scoring(BleuOptions.defaults(), true)
        .evaluate(new SystemOutput(system, SET, translations, seconds));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("(?<!\\\\)\\|")).map(String::strip).skip(1).toList();
  }

  /** BLEU from its parts: (9/10 x 6/8 x 4/6 x 3/4) to the power 1/4. */
  private static double bleu() {
    return 100 * Math.pow(0.9 * 0.75 * 4 / 6 * 0.75, 0.25);
  }

  @Test
  void textOfSeveralIsOneAlignedTable() {
    List<String> lines = EvaluationFormat.TEXT.lines(List.of(FIRST, PERFECT), 1, 0);
    List<String> heads = List.of(lines.get(0).split(" {2,}"));
    assertEquals(
        List.of(
            "System",
            "Test set",
            "Sent.",
            "BLEU",
            "chrF2",
            "TER",
            "1/2/3/4-grams %",
            "Brevity",
            "Ratio",
            "Exact %",
            "Sent./s",
            "Tokens/s"),
        heads);
    List<String> first = List.of(lines.get(1).split(" {2,}"));
    assertEquals("one", first.get(0));
    assertEquals("2", first.get(2));
    assertEquals(bleu(), Double.parseDouble(first.get(3)), 0.05);
    assertEquals("10.0", first.get(5), "one edit for ten words");
    assertEquals("90.0/75.0/66.7/75.0", first.get(6));
    assertEquals(List.of("1.000", "1.000", "50.0", "0.5", "2"), first.subList(7, 12));
    List<String> second = List.of(lines.get(2).split(" {2,}"));
    assertEquals(List.of("100.0", "100.0", "0.0", "100.0/100.0/100.0/100.0"), second.subList(3, 7));
    assertEquals(List.of("-", "-"), second.subList(10, 12));
    assertEquals(lines.get(0).length(), lines.get(1).length());
    assertEquals(lines.get(0).length(), lines.get(2).length());
    assertTrue(lines.get(4).startsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp"));
  }

  @Test
  void textTellsBleuByLength() {
    List<String> lines = EvaluationFormat.TEXT.lines(List.of(PERFECT), 1, 0);
    int at = lines.indexOf("BLEU by source length in tokens:");
    assertEquals(
        List.of("(sentences)", "news", "1", "1", "0", "0", "0", "0", "0", "0"),
        List.of(lines.get(at + 2).split(" {2,}")));
    assertEquals(
        List.of("two", "news", "100.0", "100.0", "-", "-", "-", "-", "-", "-"),
        List.of(lines.get(at + 3).split(" {2,}")));
  }

  @Test
  void textShowsTheWorst() {
    List<String> lines = EvaluationFormat.TEXT.lines(List.of(FIRST), 1, 1);
    int at = lines.indexOf("Worst of one on news, by chrF2 of the sentence:");
    assertTrue(lines.get(at + 1).startsWith("line 2, chrF2 "), lines.get(at + 1));
    assertEquals(
        List.of(
            "  source       a | <script>",
            "  reference    A DOG WALKS THERE",
            "  translation  A DOG RUNS THERE"),
        lines.subList(at + 2, lines.size()));
  }

  @Test
  void jsonOfOneIsAnObjectOfSeveralAList() {
    JsonElement one = json(List.of(FIRST), 0);
    assertTrue(one.isJsonObject());
    JsonArray both = json(List.of(FIRST, PERFECT), 0).getAsJsonArray();
    assertEquals(one, both.get(0));
    assertEquals("two", both.get(1).getAsJsonObject().get("system").getAsString());
  }

  private static JsonElement json(List<Evaluation> evaluations, int worst) {
    return JsonParser.parseString(
        String.join("\n", EvaluationFormat.JSON.lines(evaluations, 2, worst)));
  }

  @Test
  void jsonHoldsSacreBleusObjectsAndOurFigures() {
    JsonObject object = json(List.of(FIRST), 1).getAsJsonObject();
    JsonObject bleu = object.getAsJsonArray("scores").get(0).getAsJsonObject();
    assertEquals("BLEU", bleu.get("name").getAsString());
    assertEquals(bleu(), bleu.get("score").getAsDouble(), 0.005);
    assertEquals("13a", bleu.get("tok").getAsString());
    assertEquals(3, object.getAsJsonArray("scores").size());
    assertEquals("[90.00,75.00,66.67,75.00]", object.get("precisions").toString());
    assertEquals(1, object.get("brevityPenalty").getAsDouble());
    assertEquals(1, object.get("lengthRatio").getAsDouble());
    assertEquals(10, object.get("referenceLength").getAsInt());
    assertEquals(0.5, object.get("sentencesPerSecond").getAsDouble());
    assertEquals(2.5, object.get("targetTokensPerSecond").getAsDouble());
    assertEquals(50, object.get("exactPercent").getAsDouble());
    JsonObject second = object.getAsJsonArray("bleuBySourceLength").get(1).getAsJsonObject();
    assertEquals("6-10", second.get("tokens").getAsString());
    assertEquals(100, second.get("bleu").getAsDouble());
    JsonObject worst = object.getAsJsonArray("worst").get(0).getAsJsonObject();
    assertEquals(2, worst.get("line").getAsInt());
    assertEquals("a | <script>", worst.get("source").getAsString());
  }

  @Test
  void jsonHasNullWhereNobodyMeasured() {
    JsonObject object = json(List.of(PERFECT), 0).getAsJsonObject();
    for (String key : List.of("seconds", "sentencesPerSecond", "targetTokensPerSecond")) {
      assertTrue(object.get(key).isJsonNull(), key);
    }
    JsonObject longest = object.getAsJsonArray("bleuBySourceLength").get(7).getAsJsonObject();
    assertTrue(longest.get("bleu").isJsonNull());
    assertFalse(object.has("worst"));
  }

  @Test
  void markdownHasTheSameCells() {
    List<String> lines = EvaluationFormat.MARKDOWN.lines(List.of(FIRST, PERFECT), 1, 0);
    List<String> text = EvaluationFormat.TEXT.lines(List.of(FIRST, PERFECT), 1, 0);
    assertEquals(List.of(text.get(1).split(" {2,}")), cells(lines.get(2)));
    assertEquals(List.of(text.get(2).split(" {2,}")), cells(lines.get(3)));
    assertEquals(12, cells(lines.get(1)).size());
    assertEquals("---", cells(lines.get(1)).get(0));
    assertEquals("---:", cells(lines.get(1)).get(3));
  }

  @Test
  void markdownObeysNothingInASentence() {
    List<String> lines = EvaluationFormat.MARKDOWN.lines(List.of(FIRST), 1, 1);
    assertEquals("a \\| \\<script\\>", cells(lines.get(lines.size() - 1)).get(0));
    assertEquals(5, cells(lines.get(lines.size() - 1)).size());
  }

  @Test
  void thePageMarksTheBestOfEachScore() {
    String html = new EvaluationHtml(1, 3, "maker").html(List.of(FIRST, PERFECT));
    Document page = Jsoup.parse(html);
    assertEquals(List.of("100.0", "100.0", "0.0"), page.select("td strong").eachText());
    assertEquals("2 systems on 1 test set, 2 sentences", page.select(".subtitle").text());
    assertEquals("maker", page.select("footer").text());
    assertEquals(List.of("news", "news"), page.select("td.words").eachText());
  }

  @Test
  void aSingleSystemIsNotCalledBest() {
    Document page = Jsoup.parse(new EvaluationHtml(1, 3, "m").html(List.of(FIRST)));
    assertEquals(0, page.select("td strong").size());
  }
}
