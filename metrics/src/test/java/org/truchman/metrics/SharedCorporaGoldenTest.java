package org.truchman.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.significance.PairedTest;
import org.truchman.metrics.significance.SystemOutput;
import org.truchman.metrics.significance.SystemTable;
import org.truchman.metrics.tokens.BleuTokenizer;

/** Real systems of real tasks, which sacreBLEU, mteval, chrF++.py and Tercom scored. */
class SharedCorporaGoldenTest {
  private static final int SENTENCES_ALONE = 100;

  private final Path folder = Golden.sharedMetrics();
  private final Map<String, List<String>> files = new HashMap<>();

  @BeforeEach
  void corporaAreThere() {
    assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
  }

  @Test
  void corpusScoresAreThoseOfSacreBleu() throws IOException {
    for (JsonElement element : Golden.file(folder.resolve("golden.json")).getAsJsonArray("sets")) {
      JsonObject set = element.getAsJsonObject();
      assertSet(set, Integer.MAX_VALUE);
    }
  }

  @Test
  void scoresOfTheFirstLinesAreThoseOfSacreBleu() throws IOException {
    Path path = folder.resolve("golden-first300.json");
    for (JsonElement element : Golden.file(path).getAsJsonArray("sets")) {
      JsonObject set = element.getAsJsonObject();
      assertSet(set, set.get("first_lines").getAsInt());
    }
  }

  @Test
  void scoresAgreeWithTheToolsThatDefinedThem() throws IOException {
    JsonObject golden = Golden.file(folder.resolve("external-golden.json"));
    assertExternal(golden, "mteval_v13a_bleu", Bleu.standard(), 2, 1);
    BleuOptions intl = BleuOptions.defaults().withTokenizer(BleuTokenizer.INTL);
    assertExternal(golden, "mteval_v14_intl_bleu", Bleu.with(intl), 2, 1);
    ChrfOptions chrf = ChrfOptions.defaults().withEpsilonSmoothing(true);
    assertExternal(golden, "chrf_py", Chrf.with(chrf), 4, 1);
    assertExternal(golden, "chrfpp_py", Chrf.with(chrf.withWordOrder(2)), 4, 1);
    assertExternal(golden, "tercom", Ter.standard(), 3, 100);
  }

  @Test
  void pValuesAgreeWithMosesAndMultEval() throws IOException {
    JsonObject golden = Golden.file(folder.resolve("external-golden.json"));
    List<SystemOutput> systems = new ArrayList<>();
    for (String name : List.of("LIUM-NMT", "C-3MA", "FBK", "KIT", "uedin-nmt")) {
      systems.add(new SystemOutput(name, lines("wmt17-en-de." + name + ".gz")));
    }
    Bleu bleu = Bleu.with(BleuOptions.defaults().withTokenizer(BleuTokenizer.NONE));
    SystemTable bootstrapped = compare(PairedTest.bootstrap().withTrials(2000), systems, bleu);
    SystemTable randomized = compare(PairedTest.randomization(), systems, bleu);
    JsonObject moses = golden.getAsJsonObject("moses_bootstrap_p").getAsJsonObject("values");
    JsonObject multEval = golden.getAsJsonObject("multeval_ar_p").getAsJsonObject("values");
    for (int i = 1; i < systems.size(); i++) {
      String name = systems.get(i).name();
      // Random numbers differ; sacreBLEU's own tests allow as much.
      assertEquals(value(moses, name).getAsDouble(), pValue(bootstrapped, i), 0.01, name);
      double expected = value(multEval, name).getAsJsonArray().get(0).getAsDouble();
      assertEquals(expected, pValue(randomized, i), 0.01, name);
    }
  }

  private SystemTable compare(PairedTest test, List<SystemOutput> systems, Bleu bleu)
      throws IOException {
    return test.withThreads(0)
        .compare(systems, List.of(lines("wmt17-en-de.ref.gz")), List.of(bleu));
  }

  private static double pValue(SystemTable table, int system) {
    return table.rows().get(system).scores().get(0).pValue().getAsDouble();
  }

  private static JsonElement value(JsonObject values, String system) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(system + "."))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void assertExternal(
      JsonObject golden, String tool, Metric<?> metric, int decimals, double scale)
      throws IOException {
    JsonObject values = golden.getAsJsonObject(tool).getAsJsonObject("values");
    int compared = 0;
    for (Map.Entry<String, JsonElement> entry : values.entrySet()) {
      String system = entry.getKey().replaceAll("\\.\\d+$", "");
      Path path = folder.resolve("wmt17-en-de." + system + ".gz");
      if (Files.exists(path)) {
        double score =
            metric
                .corpus(lines(path.getFileName().toString()), List.of(lines("wmt17-en-de.ref.gz")))
                .score();
        // The figures of the tools are rounded; sacreBLEU itself allows one unit of the last digit.
        double unit = Math.pow(10, -decimals);
        assertEquals(
            entry.getValue().getAsDouble(), score / scale, 1.001 * unit, tool + " " + system);
        compared++;
      }
    }
    assertTrue(compared > 0, tool);
  }

  private void assertSet(JsonObject set, int limit) throws IOException {
    List<String> hypotheses = first(lines(set.get("hyp").getAsString()), limit);
    List<List<String>> references =
        List.of(first(lines(set.getAsJsonArray("refs").get(0).getAsString()), limit));
    for (Map.Entry<String, JsonElement> entry : set.getAsJsonObject("scores").entrySet()) {
      String about = set.get("hyp").getAsString() + " " + entry.getKey();
      if (entry.getKey().startsWith("sentence")) {
        assertSentences(entry, hypotheses, references.get(0), about);
      } else {
        assertScore(entry, hypotheses, references, about);
      }
    }
  }

  private static void assertScore(
      Map.Entry<String, JsonElement> entry,
      List<String> hypotheses,
      List<List<String>> references,
      String about) {
    JsonObject expected = entry.getValue().getAsJsonObject();
    int lines = entry.getKey().startsWith("ter@") ? 60 : Integer.MAX_VALUE;
    Score score =
        metric(entry.getKey())
            .corpus(
                first(hypotheses, lines),
                references.stream().map(set -> first(set, lines)).toList());
    assertEquals(expected.get("signature").getAsString(), score.signature().text(), about);
    assertEquals(expected.get("score").getAsDouble(), score.score(), about);
    if (score instanceof BleuScore bleu) {
      assertArrayEquals(Golden.numbers(expected.get("counts")), array(bleu.counts()), about);
      assertArrayEquals(Golden.numbers(expected.get("totals")), array(bleu.totals()), about);
      assertArrayEquals(
          Golden.numbers(expected.get("precisions")), array(bleu.precisions()), about);
      assertEquals(expected.get("bp").getAsDouble(), bleu.brevityPenalty(), about);
      assertEquals(expected.get("sys_len").getAsLong(), bleu.hypothesisLength(), about);
      assertEquals(expected.get("ref_len").getAsLong(), bleu.referenceLength(), about);
      if (expected.has("ratio")) {
        assertEquals(expected.get("ratio").getAsDouble(), bleu.ratio(), about);
      }
    }
    if (score instanceof TerScore ter) {
      assertEquals(expected.get("num_edits").getAsLong(), ter.edits(), about);
      assertEquals(expected.get("ref_length").getAsDouble(), ter.referenceLength(), about);
    }
  }

  /** Either an array of one metric's scores, or an object of several such arrays. */
  private static void assertSentences(
      Map.Entry<String, JsonElement> entry,
      List<String> hypotheses,
      List<String> references,
      String about) {
    if (entry.getValue().isJsonArray()) {
      Metric<?> metric = entry.getKey().contains("bleu") ? Bleu.ofSentences() : Chrf.standard();
      assertSentences(entry.getValue(), metric, hypotheses, references, about);
      return;
    }
    JsonObject expected = entry.getValue().getAsJsonObject();
    Bleu bleu =
        Bleu.with(
            Bleu.ofSentences()
                .options()
                .withTokenizer(BleuTokenizer.of(expected.get("bleu_tokenize").getAsString())));
    assertSentences(expected.get("bleu"), bleu, hypotheses, references, about);
    assertSentences(expected.get("chrf"), Chrf.standard(), hypotheses, references, about);
    assertSentences(expected.get("chrfpp"), Chrf.plusPlus(), hypotheses, references, about);
    assertSentences(expected.get("ter"), Ter.standard(), hypotheses, references, about);
  }

  private static void assertSentences(
      JsonElement scores,
      Metric<?> metric,
      List<String> hypotheses,
      List<String> references,
      String about) {
    double[] expected = Golden.numbers(scores);
    assertTrue(expected.length > 0 && expected.length <= SENTENCES_ALONE, about);
    for (int i = 0; i < expected.length; i++) {
      double score = metric.sentence(hypotheses.get(i), List.of(references.get(i))).score();
      assertEquals(expected[i], score, about + " " + metric + " line " + (i + 1));
    }
  }

  /** The metric that a key of the golden files stands for, such as bleu.13a.floor.0.01. */
  private static Metric<?> metric(String key) {
    return switch (key) {
      case "chrf" -> Chrf.standard();
      case "chrf++" -> Chrf.plusPlus();
      case "chrf.eps" -> Chrf.with(ChrfOptions.defaults().withEpsilonSmoothing(true));
      case "chrf.ws" -> Chrf.with(ChrfOptions.defaults().withWhitespace(true));
      case "chrf.beta3" -> Chrf.with(ChrfOptions.defaults().withBeta(3));
      case "chrf.lc" -> Chrf.with(ChrfOptions.defaults().withLowercase(true));
      case "ter@60lines" -> Ter.standard();
      case "bleu.lc" -> Bleu.with(BleuOptions.defaults().withLowercase(true));
      case "bleu.nosmooth" ->
          Bleu.with(BleuOptions.defaults().withSmoothing(Smoothing.NONE, OptionalDouble.empty()));
      default -> bleu(key.split("\\.", 4));
    };
  }

  private static Bleu bleu(String[] key) {
    assertEquals("bleu", key[0]);
    BleuOptions options = BleuOptions.defaults().withTokenizer(BleuTokenizer.of(key[1]));
    if (key.length == 3) {
      return Bleu.with(key[2].equals("lc") ? options.withLowercase(true) : options.withMaxOrder(2));
    }
    if (key.length == 4) {
      OptionalDouble value =
          key[3].equals("None")
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(key[3]));
      return Bleu.with(options.withSmoothing(Smoothing.of(key[2]), value));
    }
    return Bleu.with(options);
  }

  private List<String> lines(String name) throws IOException {
    List<String> lines = files.get(name);
    if (lines == null) {
      lines = Golden.lines(folder.resolve(name));
      files.put(name, lines);
    }
    return lines;
  }

  private static List<String> first(List<String> lines, int limit) {
    return lines.subList(0, Math.min(limit, lines.size()));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
