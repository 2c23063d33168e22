package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.protect.SpanType;
import org.truchman.text.protect.Spans;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeDropout;
import org.truchman.text.subword.Markup;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.OpenNlpWordTokenizer;

/** The pipeline with marks of case and protected spans. */
class MarkupTest {
  private static final String ALL = "url,email,tag,placeholder";

  private static final List<SentencePair> PAIRS =
      List.of(
          new SentencePair("The house, a House, HOUSE!", "Das haus, ein Haus, HAUS!", 1),
          new SentencePair("See http://a.b/c now", "Siehe http://a.b/c jetzt", 2),
          new SentencePair("house house the The", "haus haus das Das", 3),
          new SentencePair("mail <b>x@y.zz</b> {n}", "schreib <b>x@y.zz</b> {n}", 4));

  private static final TextConfig PLAIN = TextConfig.defaults().withBpeMerges(40);

  @TempDir Path folder;

  static Stream<TextConfig> configs() {
    List<TextConfig> configs = new ArrayList<>();
    for (boolean cased : new boolean[] {true, false}) {
      for (ProtectionMode mode : ProtectionMode.values()) {
        configs.add(PLAIN.withCaseMarkup(cased).withProtect(ALL, mode));
      }
    }
    configs.add(PLAIN.withCaseMarkup(true).withBpeDropout(0.25));
    configs.add(PLAIN.withCaseMarkup(true).withWordTokenizer(WordTokenizerType.TRAINED));
    configs.add(
        PLAIN
            .withWordTokenizer(WordTokenizerType.TRAINED)
            .withProtect("tag", ProtectionMode.NUMBERED));
    return configs.stream();
  }

  private static TextPipelines learn(TextConfig config) {
    return TextPipelines.learn(PAIRS, config, "en", "de", LearningProgress.SILENT);
  }

  @Test
  void casesOfAWordShareTheirPieces() {
    TextPipeline text = learn(PLAIN.withCaseMarkup(true)).source();
    assertEquals(List.of("house"), text.pieces("house"));
    assertEquals(List.of("｟mrk_case_modifier_C｠", "house"), text.pieces("House"));
    assertEquals(
        List.of("｟mrk_begin_case_region_U｠", "house", "｟mrk_end_case_region_U｠"),
        text.pieces("HOUSE"));
    assertEquals(
        List.of("｟mrk_begin_case_region_U｠", "the", "house", "｟mrk_end_case_region_U｠", "￭!"),
        text.pieces("THE HOUSE!"));
  }

  @Test
  void numberedSpanIsOnePieceThatCarriesItsText() {
    TextPipeline text = learn(PLAIN.withProtect("url", ProtectionMode.NUMBERED)).source();
    List<String> pieces = text.pieces("See http://x.y/z!");
    assertEquals("｟url＃1：http://x.y/z｠", pieces.get(pieces.size() - 2));
    IndexedLine line = text.index("See http://x.y/z!");
    assertEquals(pieces.size(), line.ids().length);
    assertEquals("See http://x.y/z!", text.lineOfIds(line.ids(), line.spans()));
    assertEquals("See ｟url＃1｠!", text.lineOfIds(line.ids()));
  }

  @Test
  void spansOfATranslationHaveTheNumbersOfTheSource() {
    TextPipelines text = learn(PLAIN.withProtect("url", ProtectionMode.NUMBERED));
    Spans spans = text.source().index("www.a.b www.c.d").spans();
    assertEquals(
        "｟url＃2｠ ｟url＃1｠ www.e.f",
        text.target().lineOfIds(text.target().ids("www.c.d www.a.b www.e.f", spans)));
    assertEquals("www.c.d", spans.text(new Placeholder(SpanType.URL, 2)));
  }

  @Test
  void spansBeyondTheLastNumberAreSpelled() {
    TextPipeline text = learn(PLAIN.withProtect("url", ProtectionMode.NUMBERED)).source();
    StringBuilder line = new StringBuilder("see");
    for (char c = 'a'; c < 'a' + 12; c++) {
      line.append(" http://").append(c).append(".org");
    }
    IndexedLine indexed = text.index(line.toString());
    assertEquals(Placeholder.MAX_NUMBER, indexed.spans().texts().size());
    assertEquals(line.toString(), text.lineOfIds(indexed.ids(), indexed.spans()));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyStringComesBackInNormalForm(TextConfig config) {
    TextPipelines text = learn(config);
    for (long seed = 0; seed < 1_500; seed++) {
      assertComesBack(text, new RandomText(seed).next(), "seed " + seed);
    }
    assertComesBack(text, "A" + "\u0301".repeat(20_000), "combining marks");
    assertComesBack(text, "HOUSE House ".repeat(1_000), "long");
  }

  private static void assertComesBack(TextPipelines text, String line, String name) {
    String normal = Normalizer.normalize(line);
    for (TextPipeline side : List.of(text.source(), text.target())) {
      List<String> pieces = side.pieces(line);
      assertEquals(normal, side.line(pieces), name);
      IndexedLine indexed = side.index(line);
      assertEquals(normal, side.lineOfIds(indexed.ids(), indexed.spans()), name);
      assertArrayEquals(
          pieces.stream().mapToInt(p -> side.vocabulary().id(side.markup().key(p))).toArray(),
          indexed.ids(),
          name);
      assertTrue(Arrays.stream(indexed.ids()).allMatch(id -> id >= 4), name);
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void anyPiecesGiveOneNormalLine(TextConfig config) {
    TextPipeline text = learn(config).target();
    for (long seed = 0; seed < 1_000; seed++) {
      int[] ids = new Random(seed).ints(12, 0, text.vocabulary().size()).toArray();
      String line = text.lineOfIds(ids);
      assertEquals(Normalizer.normalize(line), line, "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void dropoutChangesThePiecesButNotTheText(TextConfig config) {
    TextPipeline text = learn(config).source();
    BpeDropout dropout = new BpeDropout(0.5, 7);
    int different = 0;
    for (long seed = 0; seed < 300; seed++) {
      String line = "The House " + new RandomText(seed).next();
      Spans spans = text.index(line).spans();
      int[] ids = text.ids(line, spans, dropout, dropout.random(1, seed));
      assertEquals(Normalizer.normalize(line), text.lineOfIds(ids, spans), "seed " + seed);
      assertArrayEquals(ids, text.ids(line, spans, dropout, dropout.random(1, seed)));
      int[] again = text.recut(text.index(line).ids(), dropout, dropout.random(1, seed));
      assertEquals(Normalizer.normalize(line), text.lineOfIds(again, spans), "seed " + seed);
      if (spans.texts().isEmpty()) {
        assertArrayEquals(ids, again, "seed " + seed);
      }
      different +=
          Arrays.equals(ids, text.ids(line, spans, dropout, dropout.random(2, seed))) ? 0 : 1;
    }
    assertTrue(different > 100, different + " of 300");
  }

  @Test
  void vocabularyOfDropoutHasWhatItsCutsGive() {
    String line = "house haus The";
    for (double rate : new double[] {0, 0.3}) {
      TextPipeline text = learn(PLAIN.withBpeDropout(rate)).source();
      // With every merge left out there are as many pieces as letters, if marks are on them.
      List<String> letters =
          text.pieces(line, new BpeDropout(1, 1), new BpeDropout(1, 1).random(1, 1));
      assertEquals(line, text.line(letters));
      assertEquals(rate > 0, letters.size() == "househausThe".length(), letters.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void savedPipelinesAreLoadedAsTheyWere(TextConfig config) throws IOException {
    TextPipelines saved = learn(config);
    saved.save(folder);
    TextPipelines loaded = TextPipelines.load(folder);
    assertEquals(config, loaded.config());
    for (long seed = 0; seed < 100; seed++) {
      String line = new RandomText(seed).next();
      assertEquals(saved.source().pieces(line), loaded.source().pieces(line));
    }
  }

  @Test
  void absentKeysMeanWhatWasBeforeTheyCame() throws IOException {
    learn(PLAIN).save(folder);
    Path manifest = folder.resolve("text.json");
    String json = Files.readString(manifest);
    assertTrue(
        !json.contains("caseMarkup") && !json.contains("protect") && !json.contains("Dropout"),
        json);
    Files.writeString(
        manifest, json.replace("\"format\": 1,", "\"format\": 1, \"caseMarkup\": false,"));
    assertEquals(PLAIN, TextPipelines.load(folder).config());
    Files.writeString(
        manifest, json.replace("\"format\": 1,", "\"format\": 1, \"caseMarkup\": true,"));
    TextFormatException error =
        assertThrows(TextFormatException.class, () -> TextPipelines.load(folder));
    assertTrue(error.getMessage().contains("the vocabulary lacks 3 pieces"), error.getMessage());
  }

  @Test
  void vocabularyThatDoesNotFitTheMarkupIsRefused() {
    Vocabulary plain = learn(PLAIN).source().vocabulary();
    Markup markup = PLAIN.withProtect("url", ProtectionMode.NUMBERED).markup();
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TextPipeline(
                    "en", OpenNlpWordTokenizer.rules(), markup, new BpeCodes(List.of()), plain));
    assertEquals(
        "the vocabulary lacks 9 pieces; it needs every byte piece and the lone mark,"
            + " and those of case and placeholders",
        error.getMessage());
  }

  @Test
  void turkishLithuanianAndGermanLocalesChangeNothing() {
    Locale before = Locale.getDefault();
    TextConfig config = PLAIN.withCaseMarkup(true).withProtect(ALL, ProtectionMode.NUMBERED);
    TextPipeline root = learn(config).source();
    try {
      for (String tag : List.of("tr-TR", "lt-LT", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TextPipelines local = learn(config);
        assertEquals(root.vocabulary(), local.source().vocabulary(), tag);
        for (String line : List.of("TITLE Title İIıi", "GROß STRASSE", "Į̇ Į J̇", "HTTP://I.IO")) {
          assertEquals(root.pieces(line), local.source().pieces(line), tag);
          assertComesBack(local, line, tag);
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
