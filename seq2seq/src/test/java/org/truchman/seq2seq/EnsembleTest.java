package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.corpus.SentencePair;

/** Ensembles, forced prefixes and scores of given translations, with trained models. */
class EnsembleTest {
  @TempDir private static Path folder;
  private static TinyTraining tiny;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyTraining.in(folder);
    Configuration settings = TinyTraining.settings();
    tiny.train("one", settings);
    tiny.train("two", settings.withTraining(settings.training().withSeed(7)));
    tiny.train("other", settings.withText(settings.text().withBpeMerges(30)));
  }

  private static TranslatorOptions options() {
    SearchConfig search = SearchWay.EXACT.in(SearchConfig.defaults().withNBest(3).withBatchSize(8));
    return TranslatorOptions.defaults().withEngine(TinyTraining.engine()).withSearch(search);
  }

  private static NeuralTranslator open(String... names) {
    List<Path> models = new ArrayList<>();
    for (String name : names) {
      models.add(tiny.model(name));
    }
    return NeuralTranslator.open(models, List.of(), options());
  }

  private static List<String> lines() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(TinyTraining.english(1 + random.nextInt(6), random));
    }
    lines.add("");
    return lines;
  }

  @Test
  void aModelWithItselfIsTheModel() {
    try (NeuralTranslator one = NeuralTranslator.open(tiny.model("one"), options());
        NeuralTranslator twice = open("one", "one")) {
      assertEquals(one.translate(lines()), twice.translate(lines()));
    }
  }

  @Test
  void membersHaveTheirSay() {
    try (NeuralTranslator one = open("one");
        NeuralTranslator both = open("one", "two");
        NeuralTranslator mostlyOne =
            NeuralTranslator.open(
                List.of(tiny.model("one"), tiny.model("two")), List.of(1e9, 1e-9), options())) {
      assertFalse(one.translate(lines()).equals(both.translate(lines())));
      requireClose(one.translate(lines()), mostlyOne.translate(lines()));
    }
  }

  /** Each member gets the source in its own pieces, whichever of them is the first. */
  @Test
  void membersMayReadTheSourceInOtherPieces(@TempDir Path elsewhere) throws IOException {
    Configuration apart =
        TinyTraining.settings()
            .withText(TinyTraining.settings().text().withJointBpe(false).withBpeMerges(60));
    tiny.train("apart", apart);
    TinyTraining telling = TinyTraining.in(elsewhere);
    Path source = elsewhere.resolve("train.en");
    Files.writeString(source, Files.readString(source).replace("Count", "Tell me"));
    telling.train("telling", apart);
    Path one = tiny.model("apart");
    Path other = telling.model("telling");
    try (NeuralTranslator alone = NeuralTranslator.open(one, options());
        NeuralTranslator first =
            NeuralTranslator.open(List.of(one, other), List.of(1e9, 1e-9), options());
        NeuralTranslator second =
            NeuralTranslator.open(List.of(other, one), List.of(1e-9, 1e9), options())) {
      List<Translation> expected = alone.translate(lines());
      requireClose(expected, first.translate(lines()));
      requireClose(expected, second.translate(lines()));
    }
  }

  private static void requireClose(List<Translation> expected, List<Translation> found) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).text(), found.get(i).text());
      assertEquals(expected.get(i).score(), found.get(i).score(), 1e-5);
    }
  }

  @Test
  void otherTargetPiecesAreRefusedNamingBothModels() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> open("one", "other")).getMessage();
    assertTrue(message.startsWith(tiny.model("other") + " has other target pieces ("), message);
    assertTrue(message.contains(") than " + tiny.model("one") + " ("), message);
    assertTrue(message.endsWith("must share their target vocabulary"), message);
  }

  @Test
  void weightsMustFit() {
    List<Path> models = List.of(tiny.model("one"), tiny.model("two"));
    for (List<Double> weights : List.of(List.of(1.0), List.of(1.0, 0.0), List.of(1.0, -2.0))) {
      assertEquals(
          "the weights of 2 models are "
              + weights
              + "; allowed: at least one model, and a number above 0 for each",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> NeuralTranslator.open(models, weights, options()))
              .getMessage());
    }
  }

  @Test
  void aTranslationBeginsAsItMust() {
    try (NeuralTranslator one = open("one")) {
      RequestOptions forced = RequestOptions.defaults().withPrefix("Zähle acht acht");
      for (Translation translation : one.translate(lines().subList(0, 20), forced)) {
        for (Alternative each : translation.alternatives()) {
          assertTrue(each.text().startsWith("Zähle acht acht"), each.text());
        }
      }
      assertEquals("", one.translate("", forced).text());
    }
  }

  @Test
  void aPrefixOfUnknownCharactersIsSpelled() {
    try (NeuralTranslator one = open("one")) {
      RequestOptions forced = RequestOptions.defaults().withPrefix("\u4e2d\u6587 \ud83d\ude00");
      String text = one.translate("Count one.", forced).text();
      assertTrue(text.startsWith("\u4e2d\u6587 \ud83d\ude00"), text);
    }
  }

  @Test
  void aSearchThatTheModelCannotDoIsRefusedByItsName() {
    try (NeuralTranslator one = open("one")) {
      RequestOptions covering =
          RequestOptions.defaults().withSearch(own -> own.withCoveragePenalty(0.2));
      assertEquals(
          "search.coveragePenalty is 0.2; allowed with model.attention none: 0, because only"
              + " attention tells what of the source was looked at",
          assertThrows(IllegalArgumentException.class, () -> one.translate("Count one.", covering))
              .getMessage());
    }
  }

  @Test
  void scoresAreTheSumsOfTheirPieces() {
    try (TranslationScorer scorer =
        TranslationScorer.open(tiny.model("one"), TinyTraining.engine())) {
      List<SentencePair> pairs =
          List.of(
              new SentencePair("Count one.", "Zähle eins.", 1),
              new SentencePair("Count one.", "", 2),
              new SentencePair("", "Zähle", 3));
      List<ScoredTranslation> scored = scorer.score(pairs);
      for (int i = 0; i < pairs.size(); i++) {
        ScoredTranslation one = scored.get(i);
        double sum =
            one.pieces().stream().mapToDouble(ScoredTranslation.Piece::logProbability).sum();
        assertEquals(sum, one.logProbability(), 1e-9);
        assertTrue(one.logProbability() < 0);
        assertEquals(ScoredTranslation.END, one.pieces().get(one.pieces().size() - 1).text());
        SentencePair pair = pairs.get(i);
        assertEquals(
            one.logProbability(),
            scorer.score(pair.source(), pair.target()).logProbability(),
            1e-5);
      }
      assertEquals(1, scored.get(1).pieces().size());
    }
  }

  @Test
  void aClosedScorerSaysSo() {
    TranslationScorer scorer = TranslationScorer.open(tiny.model("one"), TinyTraining.engine());
    scorer.close();
    scorer.close();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> scorer.score("Count one.", "Zähle"));
    assertTrue(e.getMessage().endsWith("is closed"), e.getMessage());
  }
}
