package org.truchman.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every corpus; the corpora are random, and a failure names the seed. */
class MetricPropertyTest {
  private static final List<Metric<?>> METRICS =
      List.of(
          Bleu.standard(), Bleu.ofSentences(), Chrf.standard(), Chrf.plusPlus(), Ter.standard());
  private static final String[] WORDS = {
    "a",
    "dog",
    "Dog",
    "runs",
    "fast",
    ".",
    ",",
    "\u4E2D\u6587",
    "\uD83D\uDE00",
    "\u05E9\u05DC",
    "3.5"
  };

  @Test
  void orderOfSegmentsChangesNoCorpusScore() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<String> hypotheses = lines(random, 12);
      List<String> references = lines(random, 12);
      List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
      Collections.shuffle(order, random);
      for (Metric<?> metric : METRICS) {
        assertEquals(
            metric.corpus(hypotheses, List.of(references)),
            metric.corpus(
                order.stream().map(hypotheses::get).toList(),
                List.of(order.stream().map(references::get).toList())),
            "seed " + seed);
      }
    }
  }

  @Test
  void statisticsOfShardsAddUp() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<String> hypotheses = lines(random, 10);
      List<List<String>> references = List.of(lines(random, 10));
      for (Metric<?> metric : METRICS) {
        List<Statistics> segments = metric.segments(hypotheses, references);
        Statistics first = Statistics.sum(segments.subList(0, 3));
        Statistics rest = Statistics.sum(segments.subList(3, 10));
        assertEquals(
            metric.corpus(hypotheses, references), metric.score(first.plus(rest)), "seed " + seed);
      }
    }
  }

  @Test
  void shardsScoredInParallelAddUpToTheWhole() {
    Random random = new Random(5);
    List<String> hypotheses = lines(random, 101);
    List<List<String>> references = List.of(lines(random, 101), lines(random, 101));
    for (Metric<?> metric : METRICS) {
      Statistics sum =
          IntStream.range(0, 11)
              .parallel()
              .mapToObj(
                  shard -> {
                    int from = 10 * shard;
                    int to = Math.min(101, from + 10);
                    return Statistics.sum(
                        metric.segments(
                            hypotheses.subList(from, to),
                            references.stream().map(set -> set.subList(from, to)).toList()));
                  })
              .reduce(Statistics::plus)
              .orElseThrow();
      assertEquals(metric.corpus(hypotheses, references), metric.score(sum));
      assertEquals(
          metric.segments(hypotheses, references),
          metric.segmentsInParallel(hypotheses, references));
    }
  }

  @Test
  void equalTextIsPerfect() {
    List<String> lines =
        List.of("A dog runs fast today .", "\u4E2D\u6587 \u5F88 \u597D \u5417 \uFF1F");
    assertEquals(100, Bleu.standard().corpus(lines, List.of(lines)).score(), 1e-9);
    assertEquals(100, Chrf.standard().corpus(lines, List.of(lines)).score(), 1e-9);
    assertEquals(100, Chrf.plusPlus().corpus(lines, List.of(lines)).score(), 1e-9);
    assertEquals(0, Ter.standard().corpus(lines, List.of(lines)).score());
  }

  @Test
  void aReferenceMoreNeverHurtsBleuMatches() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<String> hypotheses = lines(random, 5);
      List<String> first = lines(random, 5);
      BleuScore one = Bleu.standard().corpus(hypotheses, List.of(first));
      BleuScore two = Bleu.standard().corpus(hypotheses, List.of(first, lines(random, 5)));
      for (int n = 0; n < 4; n++) {
        assertTrue(two.counts().get(n) >= one.counts().get(n), "seed " + seed);
      }
    }
  }

  @Test
  void bleuMatchesThoseOfACountByHand() {
    // Unigrams: the (2 of at most 1 in each reference), cat; bigrams: the cat. Length 3; of the
    // reference lengths 2 and 4, equally far, the shorter counts.
    Bleu bleu = Bleu.with(BleuOptions.defaults().withMaxOrder(2));
    Statistics statistics = bleu.statistics("the the cat", List.of("the cat", "a cat the way"));
    assertEquals("[3.0, 2.0, 2.0, 1.0, 3.0, 2.0] against 2 references", statistics.toString());
  }

  @Test
  void aShiftCountsAsOneEdit() {
    assertEquals(1, Ter.standard().sentence("c d e a b", List.of("a b c d e")).edits());
  }

  @Test
  void lowerCaseDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      Bleu bleu = Bleu.with(BleuOptions.defaults().withLowercase(true));
      List<String> upper = List.of("TITLE IN ITALICS IS IT");
      List<String> lower = List.of("title in italics is it");
      assertEquals(100, bleu.corpus(upper, List.of(lower)).score(), 1e-9);
      assertEquals(
          "BLEU|#:1|c:lc|e:no|tok:13a|s:exp|v:2.6.0 = 100.0",
          ScoreReport.line(
                  bleu.corpus(upper, List.of(lower)),
                  ReportStyle.defaults().withShortSignature(true))
              .substring(0, 48));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> lines(Random random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int words = random.nextInt(9); words > 0; words--) {
        line.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(4) == 0 ? "" : " ");
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
