package org.truchman.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.Chrf;
import org.truchman.metrics.Metric;
import org.truchman.metrics.Score;
import org.truchman.metrics.Signature;
import org.truchman.metrics.Statistics;
import org.truchman.metrics.Ter;

class SignificancePropertyTest {
  private static final List<Metric<?>> METRICS =
      List.of(Bleu.standard(), Chrf.plusPlus(), Ter.standard());
  private static final String[] WORDS = {"a", "dog", "runs", "fast", ".", "\u4E2D", "\uD83D\uDE00"};

  private final Random random = new Random(3);
  private final List<String> reference = lines(60);
  private final SystemOutput good = new SystemOutput("good", changed(reference, 5));
  private final SystemOutput bad = new SystemOutput("bad", changed(reference, 2));

  /** Counts lines that equal a reference; all else is the interface's. */
  private static final class ExactMatch implements Metric<ExactMatch.Share> {
    record Share(double score) implements Score {
      @Override
      public String name() {
        return "exact";
      }

      @Override
      public String verbose() {
        return "";
      }

      @Override
      public Signature signature() {
        return new Signature(List.of(new Signature.Entry("nrefs", "#", "1")));
      }
    }

    @Override
    public Statistics statistics(String hypothesis, List<String> references) {
      double match = references.contains(hypothesis) ? 1 : 0;
      return Statistics.of(new double[] {match, 1}, references.size());
    }

    @Override
    public Share score(Statistics sum) {
      return new Share(100 * sum.value(0) / sum.value(1));
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    for (PairedTest test : List.of(PairedTest.bootstrap(), PairedTest.randomization())) {
      PairedTest shorter = test.withTrials(150);
      SystemTable one = compare(shorter.withThreads(1), METRICS);
      for (int threads : new int[] {0, 2, 5}) {
        SystemTable many = compare(shorter.withThreads(threads), METRICS);
        assertEquals(one.rows(), many.rows(), threads + " threads");
        assertEquals(one.columns(), many.columns(), threads + " threads");
      }
    }
  }

  @Test
  void aMetricOfOnesOwnCanBeTested() {
    SystemTable table = compare(PairedTest.bootstrap().withTrials(100), List.of(new ExactMatch()));
    long matches = 0;
    for (int i = 0; i < reference.size(); i++) {
      matches += good.lines().get(i).equals(reference.get(i)) ? 1 : 0;
    }
    assertEquals(100 * matches / 60.0, table.rows().get(0).scores().get(0).score());
    assertTrue(table.rows().get(1).scores().get(0).pValue().isPresent());
    assertEquals(
        "nrefs:1|bs:100|seed:12345|version:2.6.0", table.columns().get(0).signature().text());
  }

  @Test
  void muchBetterIsSignificantAndEqualIsNot() {
    SystemOutput perfect = new SystemOutput("perfect", reference);
    SystemOutput twin = new SystemOutput("twin", bad.lines());
    for (PairedTest test : List.of(PairedTest.bootstrap(), PairedTest.randomization())) {
      SystemTable table =
          test.withTrials(200).compare(List.of(bad, perfect), List.of(reference), METRICS);
      for (SystemScore score : table.rows().get(1).scores()) {
        assertEquals(1 / 201.0, score.pValue().getAsDouble(), test.toString());
      }
      SystemTable same =
          test.withTrials(200).compare(List.of(bad, twin), List.of(reference), METRICS);
      for (int i = 0; i < METRICS.size(); i++) {
        assertEquals(
            same.rows().get(0).scores().get(i).score(), same.rows().get(1).scores().get(i).score());
      }
    }
  }

  @Test
  void oneSegmentHasNoSpread() {
    Score score =
        Bootstrap.standard()
            .corpus(Bleu.standard(), List.of("a dog runs fast"), List.of(List.of("a dog runs by")));
    assertEquals(0, score.confidence().get().margin());
  }

  @Test
  void fewerThanTwoSamplesLeaveTheScoreAlone() {
    Score plain = Bleu.standard().corpus(good.lines(), sets());
    for (int samples : new int[] {1, 0, -3}) {
      assertEquals(
          plain,
          Bootstrap.standard().withSamples(samples).corpus(Bleu.standard(), good.lines(), sets()));
    }
  }

  @Test
  void seedsAreReadAsPythonReadsThem() {
    assertEquals("12", Seed.of(" +01_2 ").canonical());
    assertEquals("none", Seed.of("NoNe").canonical());
    for (String wrong : new String[] {"", "-1", "1.5", "x", "1__2", "0x1F"}) {
      assertRefused(
          "seed '" + wrong + "': give a whole number of 0 or more, or none", () -> Seed.of(wrong));
    }
  }

  @Test
  void badInputNamesTheSystem() {
    SystemOutput shorter = new SystemOutput("shorter", reference.subList(1, 60));
    assertRefused(
        "shorter: 59 hypotheses, but 60 references: both sides need the same number of lines",
        () -> PairedTest.bootstrap().compare(List.of(good, shorter), sets(), METRICS));
    assertRefused(
        "shorter: 59 hypotheses, but 60 references: both sides need the same number of lines",
        () -> SystemTable.of(List.of(good, shorter), sets(), METRICS));
    assertRefused(
        "1 systems and 3 metrics: a paired test needs a baseline, another system, and a metric",
        () -> PairedTest.bootstrap().compare(List.of(good), sets(), METRICS));
    assertRefused(
        "-1 threads: give 0 for one a processor, or how many",
        () -> PairedTest.bootstrap().withThreads(-1));
    assertRefused(
        "x has 0 scores for 1 metrics: one each is needed",
        () ->
            new SystemTable(
                List.of(new SystemTable.Column("BLEU", new Signature(List.of()))),
                List.of(new SystemTable.Row("x", List.of())),
                Optional.empty()));
  }

  private SystemTable compare(PairedTest test, List<Metric<?>> metrics) {
    return test.compare(List.of(good, bad), sets(), metrics);
  }

  private List<List<String>> sets() {
    return List.of(reference);
  }

  private List<String> lines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder("the");
      for (int words = 3 + random.nextInt(9); words > 0; words--) {
        line.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Of each {@code every} words about one is exchanged. */
  private List<String> changed(List<String> lines, int every) {
    List<String> changed = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int i = 0; i < words.length; i++) {
        if (random.nextInt(every) == 0) {
          words[i] = "x" + random.nextInt(9);
        }
      }
      changed.add(String.join(" ", words));
    }
    return changed;
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
