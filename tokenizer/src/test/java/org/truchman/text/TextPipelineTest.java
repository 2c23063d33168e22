package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.OpenNlpWordTokenizer;

class TextPipelineTest {
  static final List<SentencePair> PAIRS =
      List.of(
          new SentencePair("A dog runs.", "Ein Hund rennt.", 1),
          new SentencePair("I don't know.", "Ich weiß nicht.", 2),
          new SentencePair("\"No,\" he said, \"3.5 % of it.\"", "„Nein“, sagt er, „3,5 %.“", 3),
          new SentencePair("The dogs run (fast)!", "Die Hunde rennen (schnell)!", 4),
          new SentencePair("<s> is text, ￭ too", "<s> ist Text, ￭ auch", 5),
          new SentencePair("I run, you run, he runs.", "Ich renne, du rennst, er rennt.", 6));

  private static final TextPipelines RULES = learn(WordTokenizerType.RULES, true);
  private static final TextPipelines TRAINED = learn(WordTokenizerType.TRAINED, false);

  static TextPipelines learn(WordTokenizerType words, boolean joint) {
    TextConfig config =
        TextConfig.defaults().withWordTokenizer(words).withBpeMerges(10).withJointBpe(joint);
    return TextPipelines.learn(PAIRS, config, "en", "de", LearningProgress.SILENT);
  }

  @Test
  void frequentWordsAreWholeAndMarksShowWhereWordsTouch() {
    TextPipelines whole =
        TextPipelines.learn(PAIRS, TextConfig.defaults(), "en", "de", LearningProgress.SILENT);
    assertEquals(
        List.of("I", "run", "￭,", "he", "runs", "￭."), whole.source().pieces("I run, he runs."));
    assertEquals("I run, he runs.", whole.source().line(whole.source().pieces("I run, he runs.")));
  }

  @Test
  void wordsAreThoseOfTheTokenizerWhateverThePieces() {
    TextPipeline pipeline = RULES.source();
    assertEquals(
        List.of("(", "I", "don", "'", "t", ",", "NATO", ")"), pipeline.words(" (I don't, NATO)"));
    assertEquals(List.of(), pipeline.words(" "));
  }

  @Test
  void emptyLineStaysEmpty() {
    TextPipeline pipeline = RULES.source();
    for (String blank : List.of("", " ", "\t\r\u00A0")) {
      assertEquals(List.of(), pipeline.pieces(blank));
      assertEquals(0, pipeline.ids(blank).length);
    }
    assertEquals("", pipeline.line(List.of()));
    assertEquals("", pipeline.lineOfIds(new int[0]));
  }

  @ParameterizedTest
  @EnumSource(WordTokenizerType.class)
  void germanAndEnglishComeBack(WordTokenizerType type) {
    for (String line :
        List.of(
            "Ich hab's.",
            "U.S.A.",
            "3,5 %",
            "don't",
            "„Zitat“",
            "»Ja«, sagte sie – »nein!«",
            "Das Straßen-Café (um 19:30 Uhr) kostet 1.234,50 €…",
            "rock'n'roll, 20's, and/or",
            "Prof. Dr. h.c. Müller-Lüdenscheidt z. B.",
            "https://example.org/a?b=c&d=%20#e")) {
      assertRoundTrip(pipelines(type).source(), line, "");
      assertRoundTrip(pipelines(type).target(), line, "");
    }
  }

  @ParameterizedTest
  @EnumSource(WordTokenizerType.class)
  void everyStringComesBackInNormalForm(WordTokenizerType type) {
    for (long seed = 0; seed < 10_000; seed++) {
      String text = new RandomText(seed).next();
      assertRoundTrip(pipelines(type).source(), text, "seed " + seed);
      assertRoundTrip(pipelines(type).target(), text, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(WordTokenizerType.class)
  void noPieceIsUnknownAndNoTextIsSpecial(WordTokenizerType type) {
    TextPipeline pipeline = pipelines(type).target();
    for (long seed = 0; seed < 3_000; seed++) {
      String text = new RandomText(seed).next() + " <s> </s> <unk> <pad>";
      List<String> pieces = pipeline.pieces(text);
      assertTrue(pieces.stream().allMatch(pipeline.vocabulary()::contains), "seed " + seed);
      int[] ids = pipeline.ids(text);
      assertTrue(Arrays.stream(ids).allMatch(id -> id >= SpecialToken.COUNT), "seed " + seed);
      assertArrayEquals(
          pieces.stream().mapToInt(pipeline.vocabulary()::id).toArray(), ids, "seed " + seed);
    }
  }

  @Test
  void anyPiecesGiveOneNormalLine() {
    TextPipeline pipeline = RULES.target();
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int[] ids = random.ints(12, 0, pipeline.vocabulary().size()).toArray();
      String line = pipeline.lineOfIds(ids);
      assertEquals(Normalizer.normalize(line), line, "seed " + seed);
    }
  }

  @Test
  void specialTokensHaveNoTextButUnknownIsShown() {
    TextPipeline pipeline = RULES.source();
    int dog = pipeline.ids("A dog")[0];
    assertEquals(
        pipeline.lineOfIds(new int[] {dog}), pipeline.lineOfIds(new int[] {2, dog, 3, 0, 0}));
    assertEquals("\uFFFD", pipeline.lineOfIds(new int[] {SpecialToken.UNK.id()}));
    assertThrows(IllegalArgumentException.class, () -> pipeline.lineOfIds(new int[] {-1}));
    assertThrows(IllegalArgumentException.class, () -> pipeline.lineOfIds(new int[] {1 << 20}));
  }

  @Test
  void unseenCharactersAreSpelledInBytesWithTheirBlanks() {
    TextPipeline pipeline = RULES.source();
    assertEquals(List.of("￭￭<0xE2>", "￭￭<0x82>", "￭￭<0xAC>"), pipeline.pieces("€"));
    assertEquals(7, pipeline.pieces("€ €").size());
    assertEquals(6, pipeline.pieces("€€").size());
    assertRoundTrip(pipeline, "a€ €a € a", "");
  }

  @Test
  void turkishLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TextPipelines turkish = learn(WordTokenizerType.RULES, true);
      assertEquals(RULES.source().vocabulary(), turkish.source().vocabulary());
      assertEquals(RULES.source().codes(), turkish.source().codes());
      assertRoundTrip(turkish.source(), "TITLE title İstanbul ısı I i", "");
      assertEquals(
          RULES.source().pieces("TITLE title İI"), turkish.source().pieces("TITLE title İI"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void jointPipelinesShareTheVocabularyAndOthersDoNot() {
    assertEquals(RULES.source().vocabulary(), RULES.target().vocabulary());
    assertTrue(!TRAINED.source().vocabulary().equals(TRAINED.target().vocabulary()));
  }

  @Test
  void manyThreadsGetTheSameIds() {
    List<String> lines = new ArrayList<>();
    for (long seed = 0; seed < 500; seed++) {
      lines.add(new RandomText(seed).next());
    }
    List<String> alone = lines.stream().map(l -> Arrays.toString(TRAINED.source().ids(l))).toList();
    TextPipeline fresh = learn(WordTokenizerType.TRAINED, false).source();
    List<String> together =
        IntStream.range(0, lines.size() * 4)
            .parallel()
            .mapToObj(i -> Arrays.toString(fresh.ids(lines.get(i % lines.size()))))
            .toList();
    for (int i = 0; i < together.size(); i++) {
      assertEquals(alone.get(i % lines.size()), together.get(i));
    }
  }

  @Test
  void lineOfTenThousandWordsComesBack() {
    assertRoundTrip(RULES.source(), "The dog, don't run! ".repeat(2_500), "");
    assertRoundTrip(RULES.source(), "x".repeat(100_000), "");
  }

  @Test
  void rarePiecesAreLeftOutAndStillSpelled() {
    TextConfig config = TextConfig.defaults().withBpeMerges(10).withMinPieceCount(3);
    TextPipelines pipelines =
        TextPipelines.learn(PAIRS, config, "en", "de", LearningProgress.SILENT);
    assertTrue(
        pipelines.source().vocabulary().size() < RULES.source().vocabulary().size(),
        "fewer pieces");
    for (SentencePair pair : PAIRS) {
      assertRoundTrip(pipelines.source(), pair.source(), "");
      assertRoundTrip(pipelines.target(), pair.target(), "");
    }
  }

  @Test
  void vocabularyWithoutBytesIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TextPipeline(
                    "en",
                    OpenNlpWordTokenizer.rules(),
                    new BpeCodes(List.of()),
                    Vocabulary.of(List.of("a"))));
    assertEquals(
        "the vocabulary lacks 257 pieces; it needs every byte piece and the lone mark",
        error.getMessage());
  }

  private static TextPipelines pipelines(WordTokenizerType type) {
    return type == WordTokenizerType.RULES ? RULES : TRAINED;
  }

  private static void assertRoundTrip(TextPipeline pipeline, String text, String message) {
    String normal = Normalizer.normalize(text);
    assertEquals(normal, pipeline.line(pipeline.pieces(text)), message);
    assertEquals(normal, pipeline.lineOfIds(pipeline.ids(text)), message);
  }
}
