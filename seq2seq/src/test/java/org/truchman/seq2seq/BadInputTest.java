package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.ServiceOptions;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.ProtectionMode;

/** Input that no corpus has: it comes out as so many lines, and takes no time to speak of. */
class BadInputTest {
  /** Characters that mean something somewhere on the way, and halves of surrogate pairs. */
  private static final String SPECIAL =
      "\uFFED\uFF5F\uFF60\uFF03\uFF1A\uFF05\uFFE8\uFEFF\u0000\u0007\u001B\u0085\u2028\u200B\u200D"
          + "\u202E\u0301\u0345\u1112\uD83D\uDE42\uFFFD\t\r\u00A0 .<>{}%|@";

  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static NeuralTranslator translator;

  @BeforeAll
  static void trainAndOpen() throws IOException {
    tiny = TinyTraining.in(folder);
    Configuration settings = TinyTraining.settings();
    tiny.train(
        "bad",
        settings.withText(
            settings
                .text()
                .withCaseMarkup(true)
                .withProtect("url,email,tag,placeholder", ProtectionMode.NUMBERED)));
    translator = open();
  }

  /** One piece for each part of a line, so that the line is what takes the time. */
  private static NeuralTranslator open() {
    SearchConfig search =
        SearchConfig.defaults()
            .withBeamSize(1)
            .withMaxLengthFactor(0)
            .withMaxLengthOffset(1)
            .withBatchSize(128)
            .withMaxSourceLength(1000);
    return NeuralTranslator.open(
        tiny.model("bad"),
        TranslatorOptions.defaults()
            .withEngine(TinyTraining.engine())
            .withSearch(search)
            .withService(ServiceOptions.defaults().withBatchTokens(100_000)));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static String randomLine(Random random, int length) {
    StringBuilder line = new StringBuilder();
    while (line.length() < length) {
      switch (random.nextInt(4)) {
        case 0 -> line.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        case 1 -> line.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> line.append((char) (' ' + random.nextInt(95)));
        default -> line.append(' ');
      }
    }
    return line.toString().replace('\n', ' ');
  }

  @Test
  void randomTextComesOutAsSoManyLines() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lines.add(randomLine(random, random.nextInt(60)));
    }
    List<Translation> translations = translator.translate(lines);
    assertEquals(lines.size(), translations.size());
    for (int i = 0; i < lines.size(); i++) {
      String text = translations.get(i).text();
      assertEquals(text, Normalizer.normalize(text), "line " + i);
      assertTrue(!Normalizer.isBlank(lines.get(i)) || text.isEmpty(), "line " + i);
    }
  }

  @Test
  void randomTextMayBeDemandedForbiddenAndForced() {
    Random random = new Random(2);
    RequestOptions roomy = RequestOptions.defaults().withMaxLength(2, 40).withBeam(2, 1);
    for (int i = 0; i < 25; i++) {
      String phrase = randomPhrase(random);
      String line = "Count one " + phrase + " two.";
      RequestOptions options =
          roomy
              .withPrefix(randomPhrase(random))
              .withForbidden(List.of(randomPhrase(random), phrase + "x"))
              .withTerminology(Terminology.of(List.of(new Term(phrase, randomPhrase(random)))));
      Translation translation = translator.translate(line, options);
      String start = Normalizer.normalize(options.prefix());
      assertTrue(translation.text().startsWith(start), "seed 2, line " + i);
      assertEquals(
          translation.text(),
          translator.translate(List.of("", line), options).get(1).text(),
          "seed 2, line " + i);
    }
  }

  private static String randomPhrase(Random random) {
    String phrase = "";
    while (Normalizer.isBlank(phrase)) {
      phrase = Normalizer.normalize(randomLine(random, 1 + random.nextInt(6)));
    }
    return phrase;
  }

  @Test
  void hundredThousandCharactersOfAnyKindTakeSeconds() {
    Random random = new Random(3);
    List<String> lines =
        List.of(
            "a".repeat(100_000),
            "A a".repeat(33_333),
            ". ".repeat(50_000),
            "Count one. ".repeat(9_000),
            "\u0301".repeat(100_000),
            "\uD83D\uDE42".repeat(50_000),
            "\uD83D".repeat(100_000),
            "<b>".repeat(33_333),
            "http://".repeat(14_000),
            "{".repeat(100_000),
            "-".repeat(100_001),
            randomLine(random, 100_000));
    for (String line : lines) {
      String name = line.substring(0, 10);
      Translation translation =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> translator.translate(line), name);
      assertFalse(translation.text().contains("\n"), name);
    }
  }

  @Test
  void anyNumberOfBlankLinesStaysBlank() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      lines.add(" \t\u00A0".substring(0, i % 4));
    }
    for (Translation translation : translator.translate(lines)) {
      assertEquals("", translation.text());
    }
  }

  @Test
  void lineSplittingKeepsWhatIsBeyondABlock() {
    // Longer than what is cut at a time: 12,000 sentences, and the last one is still there.
    String line = "Count one two. ".repeat(12_000).strip();
    SearchConfig whole = translator.configuration().search();
    int parts = new LineSplitter(source(), whole.maxSourceLength()).parts(line).size();
    int pieces = source().ids("Count one two.").length;
    int perPart = whole.maxSourceLength() / pieces;
    assertEquals((12_000 + perPart - 1) / perPart, parts);
  }

  private static TextPipeline source() {
    return TextPipelines.load(ModelDirectory.open(tiny.model("bad")).textFolder()).source();
  }
}
