package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.text.SharedCorpora;
import org.truchman.text.subword.PlainBpe.Settings;

/** Compares with what scripts/golden/bpe.py and bpe_corpora.py got from subword-nmt 0.3.8. */
class PlainBpeGoldenTest {
  private static final long CORPUS_THRESHOLD = 50;

  @Test
  void plainTextIsCutAsSubwordNmtCutsIt() throws IOException {
    assertCut("bpe.segmented", Settings.plain());
  }

  @Test
  void rarePiecesAreTakenApartAsSubwordNmtDoes() throws IOException {
    Set<String> known = PieceCounts.parse(read("bpe.vocabulary")).atLeast(3);
    assertCut("bpe.threshold", new Settings(known, List.of(), new BpeDropout(0, 0)));
  }

  @Test
  void glossariesAreLeftAsSubwordNmtLeavesThem() throws IOException {
    List<String> glossaries = List.of("ing", "[A-Z]\\w", "de[rn]");
    assertCut("bpe.glossaries", new Settings(Set.of(), glossaries, new BpeDropout(0, 0)));
  }

  @Test
  void vocabularyHasTheCountsOfSubwordNmt() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String piece : text("bpe.segmented").split("[ \n]+")) {
      counts.merge(piece, 1L, Long::sum);
    }
    assertEquals(PieceCounts.parse(read("bpe.vocabulary")).counts(), counts);
  }

  static List<String> corpora() throws IOException {
    return text("bpe-corpora.tsv").lines().skip(1).toList();
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void realCorporaHaveTheChecksumsOfSubwordNmt(String row) {
    String[] columns = row.split("\t");
    String[] files = columns[0].split(",");
    Map<String, Long> counts = new HashMap<>();
    for (String file : files) {
      for (String line : SharedCorpora.lines(file, Integer.MAX_VALUE)) {
        for (String word : line.split("[ \r]+")) {
          if (!word.isEmpty()) {
            counts.merge(word, 1L, Long::sum);
          }
        }
      }
    }
    BpeCodes codes = BpeLearner.learn(counts, Integer.parseInt(columns[1]), done -> {});
    assertEquals(columns[2], sha256(codes.toBytes()), "codes");
    List<String> lines = SharedCorpora.lines(files[0], Integer.MAX_VALUE);
    String cut = cut(lines, codes, Settings.plain());
    assertEquals(columns[3], sha256(cut.getBytes(StandardCharsets.UTF_8)), "segmented");
    Map<String, Long> pieces = new HashMap<>();
    for (String piece : cut.split("[ \n]+")) {
      pieces.merge(piece, 1L, Long::sum);
    }
    Set<String> known = new PieceCounts(pieces).atLeast(CORPUS_THRESHOLD);
    Settings limited = new Settings(known, List.of(), new BpeDropout(0, 0));
    assertEquals(
        columns[4],
        sha256(cut(lines, codes, limited).getBytes(StandardCharsets.UTF_8)),
        "threshold");
  }

  private static void assertCut(String expected, Settings settings) throws IOException {
    BpeCodes codes = BpeCodes.parse(read("bpe.codes"));
    assertEquals(text(expected), cut(text("bpe.txt").lines().toList(), codes, settings));
  }

  private static String cut(List<String> lines, BpeCodes codes, Settings settings) {
    PlainBpe bpe = new PlainBpe(codes, settings);
    StringBuilder cut = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      cut.append(bpe.segment(lines.get(i), 1, i)).append('\n');
    }
    return cut.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = PlainBpeGoldenTest.class.getResourceAsStream("/golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
