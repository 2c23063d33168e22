package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.text.IndexedLine;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;

class LineSplitterTest {
  private static final int LIMIT = 50;

  private final TextPipeline text = pipeline();
  private final LineSplitter splitter = new LineSplitter(text, LIMIT);

  private static TextPipeline pipeline() {
    Random random = new Random(1);
    List<SentencePair> pairs = new ArrayList<>();
    for (long line = 1; line <= 100; line++) {
      String sentence = TinyTraining.english(1 + random.nextInt(8), random);
      pairs.add(new SentencePair(sentence, sentence, line));
    }
    TextConfig config = TextConfig.defaults().withBpeMerges(60);
    return TextPipelines.learn(pairs, config, "en", "de", LearningProgress.SILENT).source();
  }

  @Test
  void aShortLineIsOnePart() {
    String line = "Count one two.";
    assertArrayEquals(text.ids(line), parts(line).get(0));
    assertEquals(1, parts(line).size());
  }

  @Test
  void aBlankLineHasNoPart() {
    assertEquals(List.of(), parts(""));
    assertEquals(List.of(), parts(" \t"));
  }

  @Test
  void tenThousandWordsOfOneSentenceAreCutAtTheLimit() {
    String line = TinyTraining.english(9_999, new Random(2));
    int[] whole = text.ids(line);
    List<int[]> parts = parts(line);
    assertArrayEquals(whole, join(parts));
    assertEquals((whole.length + LIMIT - 1) / LIMIT, parts.size());
    parts.subList(0, parts.size() - 1).forEach(part -> assertEquals(LIMIT, part.length));
  }

  @Test
  void tenThousandWordsOfManySentencesAreCutBetweenSentences() {
    Random random = new Random(3);
    List<String> sentences = new ArrayList<>();
    int words = 0;
    while (words < 10_000) {
      int numbers = 1 + random.nextInt(12);
      sentences.add(TinyTraining.english(numbers, random));
      words += 1 + numbers;
    }
    String line = String.join(" ", sentences);
    List<int[]> parts = parts(line);
    assertArrayEquals(text.ids(line), join(parts));
    assertEquals(line, String.join(" ", parts.stream().map(text::lineOfIds).toList()));
    for (int[] part : parts) {
      assertTrue(part.length <= LIMIT, "a part of " + part.length);
      assertTrue(text.lineOfIds(part).startsWith("Count "), text.lineOfIds(part));
      assertTrue(text.lineOfIds(part).endsWith("."), text.lineOfIds(part));
    }
    assertMaximal(parts);
  }

  /** As many sentences as fit: the first sentence of a part did not fit into the one before. */
  private void assertMaximal(List<int[]> parts) {
    for (int i = 1; i < parts.size(); i++) {
      String first = text.lineOfIds(parts.get(i)).split("(?<=\\.) ")[0];
      String longer = text.lineOfIds(parts.get(i - 1)) + " " + first;
      assertTrue(text.ids(longer).length > LIMIT, longer);
    }
  }

  @Test
  void aLongSentenceAmongShortOnesLosesNothing() {
    String longest = TinyTraining.english(200, new Random(4));
    String line = "Count one. Count two. " + longest + " Count three.";
    List<int[]> parts = parts(line);
    assertArrayEquals(text.ids(line), join(parts));
    parts.forEach(part -> assertTrue(part.length <= LIMIT, "a part of " + part.length));
  }

  @Test
  void whatNobodyEverSawLosesNothingEither() {
    String line = "日本語の文。".repeat(40) + " <s> </s> " + "🙂".repeat(30);
    List<int[]> parts = parts(line);
    assertArrayEquals(text.ids(line), join(parts));
    parts.forEach(part -> assertTrue(part.length <= LIMIT, "a part of " + part.length));
  }

  private List<int[]> parts(String line) {
    return splitter.parts(line).stream().map(IndexedLine::ids).toList();
  }

  private static int[] join(List<int[]> parts) {
    return parts.stream().flatMapToInt(IntStream::of).toArray();
  }
}
