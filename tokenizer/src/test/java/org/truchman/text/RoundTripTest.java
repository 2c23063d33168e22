package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.text.TokenText.Style;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Protection;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.words.OpenNlpWordTokenizer;

/**
 * Text comes back: a sample of the corpora and some thousand random strings by default, every line
 * and a million strings by {@code scripts/round-trip}, which sets two properties.
 */
class RoundTripTest {
  /** Every so many-th line of the corpora; 1 is all of them. */
  private static final int STEP = Integer.getInteger("truchman.roundtrip.step", 499);

  private static final int STRINGS = Integer.getInteger("truchman.roundtrip.strings", 3_000);

  private static final long FIRST = Long.getLong("truchman.roundtrip.first", 0);

  private static final String ALL = Protection.all();
  private static final List<TextPipeline> PIPELINES = new ArrayList<>();
  private static TokenText words;

  @BeforeAll
  static void learn() {
    TextConfig plain = TextConfig.defaults().withBpeMerges(200);
    TextConfig marked = plain.withCaseMarkup(true).withProtect(ALL, ProtectionMode.NUMBERED);
    TextConfig trained = plain.withWordTokenizer(WordTokenizerType.TRAINED).withCaseMarkup(true);
    for (TextConfig config : List.of(plain, marked, trained)) {
      TextPipelines learnt =
          TextPipelines.learn(TextPipelineTest.PAIRS, config, "en", "de", LearningProgress.SILENT);
      PIPELINES.add(learnt.target());
    }
    words =
        new TokenText(
            OpenNlpWordTokenizer.rules(),
            new Style(true, true, Protection.of(ALL, ProtectionMode.UNSPLIT)));
  }

  private static void assertComesBack(String text, String place) {
    String normal = Normalizer.normalize(text);
    for (TextPipeline pipeline : PIPELINES) {
      IndexedLine line = pipeline.index(text);
      String back = pipeline.lineOfIds(line.ids(), line.spans());
      if (!normal.equals(back)) { // the place costs more than the comparison
        assertEquals(normal, back, place);
      }
    }
    String back = TokenText.line(words.tokens(text));
    if (!normal.equals(back)) {
      assertEquals(normal, back, place);
    }
  }

  @Test
  void everyLineOfEveryCorpusComesBack(TestReporter reporter) throws IOException {
    Path root = Path.of(System.getProperty("truchman.shared", "../../shared"), "corpora");
    assumeTrue(Files.isDirectory(root), () -> root + " is not here");
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    long count = 0;
    for (Path file : files) {
      count += assertComesBack(file);
    }
    assertTrue(count >= files.size(), count + " lines of " + files.size() + " files");
    reporter.publishEntry("lines that came back", String.valueOf(count));
  }

  private static long assertComesBack(Path file) {
    long count = 0;
    try (Utf8Lines lines = Utf8Lines.open(file, InvalidText.REPLACE)) {
      while (lines.hasNext()) {
        String line = lines.next();
        if ((lines.lineNumber() - 1) % STEP == 0) {
          assertComesBack(line, file + ":" + lines.lineNumber());
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void everyRandomStringComesBack(TestReporter reporter) {
    for (long seed = FIRST; seed < FIRST + STRINGS; seed++) {
      assertComesBack(new RandomText(seed).next(), "seed " + seed);
    }
    reporter.publishEntry("strings that came back", String.valueOf(STRINGS));
  }

  @Test
  void hundredThousandCombiningMarksInARowComeBack() {
    assertComesBack("House " + "\u0323\u0307".repeat(50_000) + "end", "two classes of marks");
    assertComesBack("\u0301".repeat(100_000), "alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0345",
        "\u202E",
        "\u2066",
        "\u200D",
        "👩\u200D",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "\uFFED",
        "\uFF05",
        "\uFF5F",
        "A\u0301",
        "İ",
        "ß",
        "가"
      })
  void manyInARowComeBack(String character) {
    String row = character.repeat(STEP == 1 ? 100_000 : 2_000);
    assertComesBack("House " + row + "end ONE" + row, "among words");
  }
}
