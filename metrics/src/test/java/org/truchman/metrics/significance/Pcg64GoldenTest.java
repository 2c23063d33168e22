package org.truchman.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.Golden;

/** The generator draws what NumPy draws (scripts/golden/metrics_significance.py). */
class Pcg64GoldenTest {
  private final JsonObject golden = Golden.resource("metrics-significance.json");

  @Test
  void seedsAreSpreadAsNumpySpreadsThem() {
    forEachSeed(
        (seed, item) ->
            assertEquals(
                Golden.strings(item.get("state")),
                hexadecimal(new SeedSequence(seed.number().orElseThrow()).state(4)),
                seed.text()));
  }

  @Test
  void rawNumbersAreNumpys() {
    forEachSeed(
        (seed, item) -> {
          Pcg64 generator = seed.generator();
          long[] raw = new long[6];
          Arrays.setAll(raw, i -> generator.nextLong());
          assertEquals(Golden.strings(item.get("raw")), hexadecimal(raw), seed.text());
        });
  }

  @Test
  void choicesAreNumpysForEveryBound() {
    forEachSeed(
        (seed, item) -> {
          for (Map.Entry<String, JsonElement> entry : item.getAsJsonObject("choice").entrySet()) {
            Pcg64 generator = seed.generator();
            int[] draws = new int[100];
            for (int from = 0; from < draws.length; from += 25) {
              int[] some = new int[25];
              generator.choose(some, Integer.parseInt(entry.getKey()));
              System.arraycopy(some, 0, draws, from, some.length);
            }
            int[] expected =
                Arrays.stream(Golden.numbers(entry.getValue())).mapToInt(n -> (int) n).toArray();
            assertArrayEquals(expected, draws, seed.text() + " below " + entry.getKey());
          }
        });
  }

  @Test
  void coinsAreNumpysAcrossRows() {
    forEachSeed(
        (seed, item) -> {
          Pcg64 generator = seed.generator();
          StringBuilder coins = new StringBuilder();
          for (int row = 0; row < 3; row++) {
            int[] tosses = new int[67];
            generator.toss(tosses);
            Arrays.stream(tosses).forEach(coins::append);
          }
          assertEquals(item.get("coins").getAsString(), coins.toString(), seed.text());
        });
  }

  @Test
  void sumsHaveTheRoundingErrorsOfNumpy() {
    for (JsonElement element : golden.getAsJsonArray("sums")) {
      JsonObject item = element.getAsJsonObject();
      double[] values = new double[item.get("length").getAsInt()];
      double[] singles = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = ((long) i * i * 31 % 1009) / 7.0;
        singles[i] = (float) values[i];
      }
      String about = values.length + " numbers";
      assertEquals(hexadecimal(item, "double"), PairwiseSum.of(values, false), about);
      assertEquals(hexadecimal(item, "single"), PairwiseSum.of(singles, true), about);
    }
  }

  @Test
  void chanceBeginsElsewhereEachTime() {
    Seed none = Seed.of("None");
    assertEquals("none", none.canonical());
    List<Long> first = Stream.generate(() -> none.generator().nextLong()).limit(4).toList();
    assertEquals(4, first.stream().distinct().count());
  }

  private interface Check {
    void accept(Seed seed, JsonObject item);
  }

  private void forEachSeed(Check check) {
    for (JsonElement element : golden.getAsJsonArray("draws")) {
      JsonObject item = element.getAsJsonObject();
      Seed seed = Seed.of(item.get("seed").getAsString());
      assertEquals(new BigInteger(seed.text()), seed.number().orElseThrow());
      check.accept(seed, item);
    }
  }

  private static double hexadecimal(JsonObject item, String name) {
    return Double.parseDouble(item.get(name).getAsString());
  }

  private static List<String> hexadecimal(long[] words) {
    return Arrays.stream(words).mapToObj(word -> String.format("%016x", word)).toList();
  }
}
