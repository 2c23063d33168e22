package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Compares with what scripts/golden/bpe.py got from subword-nmt. */
class SubwordNmtGoldenTest {
  private static final int MERGES = 300;

  @Test
  void learntMergesAreThoseOfSubwordNmt() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String word : read("bpe.txt").split("[ \n]+")) {
      counts.merge(word, 1L, Long::sum);
    }
    BpeCodes codes = BpeLearner.learn(counts, MERGES, done -> {});
    assertEquals(
        read("bpe.codes"),
        new String(codes.toBytes(), StandardCharsets.UTF_8),
        () -> "made by another tool: " + tool());
  }

  @Test
  void wordsAreCutAsSubwordNmtCutsThem() throws IOException {
    BpeSegmenter segmenter =
        new BpeSegmenter(BpeCodes.parse(read("bpe.codes").getBytes(StandardCharsets.UTF_8)));
    StringBuilder cut = new StringBuilder();
    for (String line : read("bpe.txt").split("\n")) {
      StringJoiner words = new StringJoiner(" ");
      for (String word : line.split(" ")) {
        words.add(String.join("@@ ", segmenter.segment(word)));
      }
      cut.append(words).append('\n');
    }
    assertEquals(read("bpe.segmented"), cut.toString());
  }

  private static String tool() {
    try {
      return read("bpe.tool");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SubwordNmtGoldenTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
