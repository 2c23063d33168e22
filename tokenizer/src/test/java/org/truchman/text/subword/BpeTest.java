package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BpeTest {
  /** The example of Sennrich et al. 2016, figure 1. */
  private static final Map<String, Long> PAPER =
      Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);

  @Test
  void mostFrequentPairIsMergedFirst() {
    // "t</w>" follows "s" 9 times, as "e s" does; "s t</w>" is the greater by code points.
    BpeCodes codes = BpeLearner.learn(PAPER, 3, done -> {});
    assertEquals(
        List.of(new BpeMerge("s", "t</w>"), new BpeMerge("e", "st</w>"), new BpeMerge("l", "o")),
        codes.merges());
  }

  @Test
  void learningStopsWhenNoPairIsSeenTwice() {
    assertEquals(0, BpeLearner.learn(Map.of("ab", 1L, "cd", 1L), 10, done -> {}).size());
    assertEquals(1, BpeLearner.learn(Map.of("ab", 2L, "cd", 1L), 10, done -> {}).size());
    assertEquals(0, BpeLearner.learn(PAPER, 0, done -> {}).size());
  }

  @Test
  void resultDependsOnTheCountsAlone() {
    Map<String, Long> forwards = new LinkedHashMap<>();
    Map<String, Long> backwards = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      words.add(Integer.toString(random.nextInt(1 << 20), 4));
    }
    words.forEach(word -> forwards.merge(word, 1L, Long::sum));
    for (int i = words.size() - 1; i >= 0; i--) {
      backwards.merge(words.get(i), 1L, Long::sum);
    }
    assertEquals(
        BpeLearner.learn(forwards, 200, done -> {}), BpeLearner.learn(backwards, 200, done -> {}));
  }

  @Test
  void incrementalCountsEqualCountingAnew() {
    Random random = new Random(5);
    Map<String, Long> words = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 1 + random.nextInt(9); k > 0; k--) {
        word.append((char) ('a' + random.nextInt(3)));
      }
      words.merge(word.toString(), 1L + random.nextInt(5), Long::sum);
    }
    assertEquals(naive(words, 60), BpeLearner.learn(words, 60, done -> {}).merges());
  }

  /** Counts all pairs again after each merge, as the paper's algorithm 1 does. */
  private static List<BpeMerge> naive(Map<String, Long> counts, int limit) {
    Map<List<String>, Long> words = new LinkedHashMap<>();
    counts.forEach(
        (word, count) -> {
          List<String> symbols = new ArrayList<>(List.of(word.split("")));
          symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + BpeMerge.END);
          words.put(symbols, count);
        });
    List<BpeMerge> merges = new ArrayList<>();
    while (merges.size() < limit) {
      Map<BpeMerge, Long> pairs = new LinkedHashMap<>();
      words.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(new BpeMerge(word.get(i), word.get(i + 1)), count, Long::sum);
            }
          });
      BpeMerge best = null;
      for (BpeMerge pair : pairs.keySet()) {
        if (best == null
            || pairs.get(pair) > pairs.get(best)
            || (pairs.get(pair).equals(pairs.get(best))
                && (pair.left() + " " + pair.right()).compareTo(best.left() + " " + best.right())
                    > 0)) {
          best = pair;
        }
      }
      if (best == null || pairs.get(best) < 2) {
        break;
      }
      merges.add(best);
      Map<List<String>, Long> next = new LinkedHashMap<>();
      for (Map.Entry<List<String>, Long> entry : words.entrySet()) {
        next.merge(apply(entry.getKey(), best), entry.getValue(), Long::sum);
      }
      words.clear();
      words.putAll(next);
    }
    return merges;
  }

  private static List<String> apply(List<String> word, BpeMerge merge) {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      boolean here =
          i + 1 < word.size()
              && word.get(i).equals(merge.left())
              && word.get(i + 1).equals(merge.right());
      fresh.add(here ? merge.merged() : word.get(i));
      i += here ? 1 : 0;
    }
    return fresh;
  }

  @Test
  void segmentsJoinToTheWord() {
    BpeSegmenter segmenter = new BpeSegmenter(BpeLearner.learn(PAPER, 10, done -> {}));
    for (String word : List.of("low", "lowest", "x", "newer", "😀", "widest", "a\u0301b")) {
      assertEquals(word, String.join("", segmenter.segment(word)));
    }
  }

  @Test
  void firstLearntMergeGoesFirst() {
    BpeCodes codes =
        new BpeCodes(
            List.of(new BpeMerge("b", "c"), new BpeMerge("a", "b"), new BpeMerge("bc", "d</w>")));
    BpeSegmenter segmenter = new BpeSegmenter(codes);
    assertEquals(List.of("a", "bcd"), segmenter.segment("abcd"));
    assertEquals(List.of("ab", "e"), segmenter.segment("abe"));
    assertEquals(List.of("a", "bc", "d", "e"), segmenter.segment("abcde"));
  }

  @Test
  void overlappingPairsMergeFromTheLeft() {
    BpeSegmenter segmenter = new BpeSegmenter(new BpeCodes(List.of(new BpeMerge("a", "a"))));
    assertEquals(List.of("aa", "a", "b"), segmenter.segment("aaab"));
    assertEquals(List.of("aa", "aa", "a"), segmenter.segment("aaaaa"));
  }

  @Test
  void allPlacesOfAMergeAreDoneBeforeANewPairIsLookedAt() {
    // "ab a" ranks above "a b", but comes to be only by it: both places of "a b" are merged first.
    BpeCodes codes = new BpeCodes(List.of(new BpeMerge("ab", "a"), new BpeMerge("a", "b")));
    assertEquals(List.of("ab", "ab", "c"), new BpeSegmenter(codes).segment("ababc"));
  }

  @Test
  void veryLongWordTakesNoQuadraticTime() {
    BpeSegmenter segmenter = new BpeSegmenter(BpeLearner.learn(PAPER, 10, done -> {}));
    String word = "lowerwidest".repeat(30_000);
    List<String> pieces =
        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> segmenter.segment(word));
    assertEquals(word, String.join("", pieces));
    assertTrue(pieces.size() < word.length());
  }

  @Test
  void codesFileIsReadAsItWasWritten() {
    BpeCodes codes = BpeLearner.learn(PAPER, 10, done -> {});
    byte[] bytes = codes.toBytes();
    assertEquals(codes, BpeCodes.parse(bytes));
    assertArrayEquals(bytes, BpeCodes.parse(bytes).toBytes());
    assertTrue(new String(bytes, StandardCharsets.UTF_8).startsWith("#version: 0.2\ns t</w>\n"));
  }

  @Test
  void damagedCodesFileNamesTheLine() {
    assertBad(
        "BPE codes line 1 is \"#version: 0.1\"; \"#version: 0.2\" is needed", "#version: 0.1\n");
    assertBad("the BPE codes do not end with LF; the file was cut", "#version: 0.2\na b");
    assertBad(
        "BPE codes line 3 is \"a b c\"; two symbols and one blank needed",
        "#version: 0.2\na b\na b c\n");
    assertBad(
        "BPE codes line 2: \"a</w> b\" is ambiguous: only the end of a word may end in </w>",
        "#version: 0.2\na</w> b\n");
    assertBad(
        "BPE codes line 2: \"</w>\" is no symbol; characters without blanks are needed",
        "#version: 0.2\na </w>\n");
    assertEquals(
        "BPE codes line 1 is not valid UTF-8 (byte 0xC3 at column 1)",
        assertThrows(IllegalArgumentException.class, () -> BpeCodes.parse(new byte[] {(byte) 0xC3}))
            .getMessage());
  }

  private static void assertBad(String message, String file) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> BpeCodes.parse(file.getBytes(StandardCharsets.UTF_8)))
            .getMessage());
  }

  @Test
  void textThatLooksLikeTheEndOfAWordIsOrdinaryText() {
    Map<String, Long> words = Map.of("a</w>b", 9L, "a</w>", 9L, "</w>", 9L, "ab", 2L);
    BpeCodes codes = BpeLearner.learn(words, 50, done -> {});
    assertEquals(codes, BpeCodes.parse(codes.toBytes()));
    BpeSegmenter segmenter = new BpeSegmenter(codes);
    for (String word : List.of("a</w>b", "a</w>", "</w>", "ab", "</w></w>", "a")) {
      assertEquals(word, String.join("", segmenter.segment(word)));
    }
  }

  @Test
  void shortAndLongWordsAreCutByTheSameRules() {
    Random random = new Random(9);
    Map<String, Long> words = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      words.merge(randomWord(random, 12), 1L + random.nextInt(5), Long::sum);
    }
    List<BpeMerge> merges = BpeLearner.learn(words, 80, done -> {}).merges();
    BpeSegmenter segmenter = new BpeSegmenter(new BpeCodes(merges));
    for (int i = 0; i < 3_000; i++) {
      String word = randomWord(random, 60);
      assertEquals(reference(word, merges), segmenter.segment(word), word);
    }
  }

  private static String randomWord(Random random, int longest) {
    StringBuilder word = new StringBuilder();
    for (int k = 1 + random.nextInt(longest); k > 0; k--) {
      word.append(new String[] {"a", "b", "c", "é", "日", "😀"}[random.nextInt(6)]);
    }
    return word.toString();
  }

  /** The merges one after another; right whenever none ranks above the two that it is made of. */
  private static List<String> reference(String word, List<BpeMerge> merges) {
    List<String> symbols = new ArrayList<>();
    word.codePoints().forEach(c -> symbols.add(Character.toString(c)));
    symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + BpeMerge.END);
    List<String> cut = symbols;
    for (BpeMerge merge : merges) {
      cut = apply(cut, merge);
    }
    List<String> texts = new ArrayList<>(cut);
    String last = texts.get(texts.size() - 1);
    texts.set(texts.size() - 1, last.substring(0, last.length() - BpeMerge.END.length()));
    return texts;
  }

  @Test
  void dropoutOfOneLeavesCharactersAndOfNoneChangesNothing() {
    BpeSegmenter segmenter = new BpeSegmenter(BpeLearner.learn(PAPER, 10, done -> {}));
    BpeDropout always = new BpeDropout(1, 3);
    assertEquals(
        List.of("l", "o", "w", "e", "s", "t"), segmenter.segment("lowest", 1, always.random(0, 0)));
    assertEquals(segmenter.segment("lowest"), segmenter.segment("lowest", 0, always.random(0, 0)));
  }

  @Test
  void dropoutLeavesOutAsOftenAsItShould() {
    // One merge at one place: it is made unless the one draw says no.
    BpeSegmenter segmenter = new BpeSegmenter(new BpeCodes(List.of(new BpeMerge("a", "b</w>"))));
    int whole = 0;
    for (int line = 0; line < 20_000; line++) {
      whole +=
          segmenter.segment("ab", 0.3, new BpeDropout(0.3, 5).random(1, line)).size() == 1 ? 1 : 0;
    }
    // 14,000 expected; the standard deviation is 65.
    assertEquals(14_000, whole, 400);
  }

  @Test
  void drawsDependOnSeedEpochAndLineAlone() {
    BpeDropout dropout = new BpeDropout(0.1, 42);
    assertEquals(dropout.random(3, 9).nextLong(), new BpeDropout(0.1, 42).random(3, 9).nextLong());
    Map<Long, String> seen = new LinkedHashMap<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long epoch = 0; epoch < 20; epoch++) {
        for (long line = 0; line < 20; line++) {
          long draw = new BpeDropout(0.1, seed).random(epoch, line).nextLong();
          String before = seen.put(draw, seed + " " + epoch + " " + line);
          assertEquals(null, before, "the same numbers for " + seen.get(draw));
        }
      }
    }
    assertEquals(
        "BPE dropout is 1.5; 0 (never) to 1 (always) is allowed",
        assertThrows(IllegalArgumentException.class, () -> new BpeDropout(1.5, 0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new BpeDropout(Double.NaN, 0));
  }

  @Test
  void cacheForgetsButAnswersStay() {
    BoundedCache<Integer> cache = new BoundedCache<>(2);
    for (int round = 0; round < 3; round++) {
      for (String key : List.of("a", "bb", "ccc", "x".repeat(100))) {
        assertEquals(key.length(), cache.get(key, String::length));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new BoundedCache<String>(0));
  }
}
