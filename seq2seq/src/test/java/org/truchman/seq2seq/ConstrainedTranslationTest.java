package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.text.TextConfig;
import org.truchman.text.protect.ProtectionMode;

/** Terminology, forbidden phrases, placeholders and alignments, from text to text. */
class ConstrainedTranslationTest {
  private static final RequestOptions DEFAULTS = RequestOptions.defaults();

  @TempDir private static Path folder;
  private static TinyTraining tiny;
  private static NeuralTranslator translator;

  @BeforeAll
  static void trainAndOpen() throws IOException {
    tiny = TinyTraining.in(folder);
    tiny.train("plain", TinyTraining.settings());
    Configuration settings = TinyTraining.settings();
    TextConfig text =
        settings
            .text()
            .withCaseMarkup(true)
            .withProtect("tag,placeholder", ProtectionMode.NUMBERED);
    tiny.train(
        "attentional",
        settings.withText(text).withModel(settings.model().withAttention(AttentionType.GENERAL)));
    translator = open("attentional");
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static NeuralTranslator open(String name) {
    TranslatorOptions options = TranslatorOptions.defaults().withEngine(TinyTraining.engine());
    return NeuralTranslator.open(tiny.model(name), options);
  }

  private static RequestOptions terms(String... sides) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < sides.length; i += 2) {
      terms.add(new Term(sides[i], sides[i + 1]));
    }
    return DEFAULTS.withTerminology(Terminology.of(terms));
  }

  @Test
  void aTermIsInEveryTranslationWhoseSourceHasIt() {
    RequestOptions options = terms("three", "Drittel", "five six", "NATO (neu)");
    for (String line :
        List.of("Count three.", "Count five six one.", "Count one three, five six two three.")) {
      for (int beam : new int[] {1, 5}) {
        Translation translation = translator.translate(line, options.withBeam(beam, 1));
        assertEquals(List.of(), translation.unmet());
        assertEquals(line.contains("three"), WholeWords.stand("Drittel", translation.text()), line);
        assertEquals(
            line.contains("five"), WholeWords.stand("NATO (neu)", translation.text()), line);
      }
    }
  }

  @Test
  void aTermThatIsNotThereChangesNothing() {
    RequestOptions options = terms("three", "Drittel");
    for (String line : List.of("Count one two.", "Count threefold.", "")) {
      assertEquals(translator.translate(line), translator.translate(line, options));
    }
  }

  @Test
  void neighboursOfATermChangeNothing() {
    RequestOptions options = terms("three", "Drittel", "one", "Eins und eins");
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add(TinyTraining.english(random.nextInt(9), random));
    }
    List<Translation> alone =
        lines.stream().map(line -> translator.translate(line, options)).toList();
    assertEquals(alone, translator.translate(lines, options));
  }

  @Test
  void eachPartOfALongLineHasItsOwnTerms() {
    String line = TinyTraining.english(40, new Random(3)).replace("three", "two");
    RequestOptions split = terms("three", "Drittel").withSearch(own -> own.withMaxSourceLength(60));
    Translation translation = translator.translate(line + " Count three. " + line, split);
    assertEquals(List.of(), translation.unmet());
    assertTrue(WholeWords.stand("Drittel", translation.text()), translation.text());
  }

  @Test
  void aTermWithoutRoomIsNamedAndTheBestWithoutItIsGiven() {
    String line = "Count one three.";
    RequestOptions tight = DEFAULTS.withMaxLength(0, 2);
    Translation free = translator.translate(line, tight);
    RequestOptions asked =
        tight.withTerminology(
            Terminology.of(List.of(new Term("three", "ein sehr langes Wort und noch eines"))));
    Translation translation = translator.translate(line, asked);
    assertEquals(free.text(), translation.text());
    UnmetConstraint unmet =
        new UnmetConstraint(UnmetConstraint.Kind.TERM, "ein sehr langes Wort und noch eines");
    assertEquals(List.of(unmet), translation.unmet());
    assertEquals(
        "the translation lacks the term \"ein sehr langes Wort und noch eines\"", unmet.message());
  }

  @Test
  void aForbiddenPhraseIsNotSaid() {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      String line = TinyTraining.english(1 + random.nextInt(8), random);
      String said = translator.translate(line).text();
      for (String word : said.split(" ")) {
        RequestOptions without = DEFAULTS.withForbidden(List.of(word));
        Translation translation = translator.translate(line, without);
        assertEquals(List.of(), translation.unmet(), line);
        assertFalse(WholeWords.stand(word, translation.text()), word);
      }
    }
  }

  @Test
  void placeholdersComeBackAsOftenAsTheyWere() {
    for (String line :
        List.of(
            "Count <b>one</b> two.",
            "<i>Count</i> <b>one</b> {x} <b>two</b>.",
            "{x}",
            "{x}{y}{x}",
            "Count one.")) {
      Translation translation = translator.translate(line);
      assertEquals(List.of(), translation.unmet(), line);
      for (String span : List.of("<b>", "</b>", "<i>", "</i>", "{x}", "{y}")) {
        assertEquals(times(line, span), times(translation.text(), span), translation.text());
      }
      assertFalse(translation.text().contains("\uFF5F"), translation.text());
    }
  }

  private static int times(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void samplesCannotPromiseTerms() {
    RequestOptions options =
        terms("one", "eins").withSearch(own -> own.withMethod(SearchMethod.SAMPLE));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> translator.translate("Count one.", options));
    assertTrue(e.getMessage().startsWith("search.method is sample"), e.getMessage());
  }

  @Test
  void alignmentsSayWhichWordsWereLookedAt() {
    String line = "Count one, two three.";
    assertNull(translator.translate(line).alignment());
    Translation translation = translator.translate(line, DEFAULTS.withAligned(true));
    assertEquals(translator.translate(line).text(), translation.text());
    Alignment.Part part = translation.alignment().parts().get(0);
    assertEquals(List.of("Count", "one", ",", "two", "three", "."), part.source());
    assertEquals(translation.text().replace(" ", ""), String.join("", part.target()));
    assertEquals(part.target().size(), part.weights().length);
    for (float[] row : part.weights()) {
      double sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertEquals(part.source().size(), row.length);
      assertTrue(sum > 0 && sum < 1 + 1e-5, "a row sums to " + sum);
    }
    for (Alignment.Link link : translation.alignment().links()) {
      assertTrue(link.source() < 6 && link.target() < part.target().size(), link.toString());
    }
  }

  @Test
  void alignmentsAreTheSameInEverySearchThatFindsTheSame() {
    List<String> lines = List.of("Count one.", "Count one two three.", "", "Count <b>six</b>.");
    RequestOptions aligned = DEFAULTS.withBeam(1, 1).withAligned(true);
    List<Translation> together = translator.translate(lines, aligned);
    for (int i = 0; i < lines.size(); i++) {
      Translation alone = translator.translate(lines.get(i), aligned);
      assertEquals(alone.alignment().pharaoh(), together.get(i).alignment().pharaoh());
    }
    assertEquals(List.of(), together.get(2).alignment().parts());
  }

  @Test
  void alignmentsWithoutAttentionAreRefused() {
    try (NeuralTranslator plain = open("plain")) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> plain.translate("Count one.", DEFAULTS.withAligned(true)));
      assertTrue(e.getMessage().contains("model.attention of "), e.getMessage());
      assertTrue(e.getMessage().contains("plain is none"), e.getMessage());
    }
  }
}
