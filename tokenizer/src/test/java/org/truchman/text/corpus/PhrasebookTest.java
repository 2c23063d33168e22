package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds data/phrasebook to what data/README.md says of it. */
class PhrasebookTest {
  private static final Path ROOT = Path.of(System.getProperty("truchman.repository", ".."));
  private static final Path FOLDER = ROOT.resolve("data/phrasebook");
  private static final List<String> PARTS = List.of("train", "dev", "test");

  /** Translated by hand, from the English alone, by a speaker of German. */
  private static final String EXPECTED =
      """
      Our sister wants to watch TV. = Unsere Schwester will fernsehen.
      It will rain in Dresden next week. = Es wird nächste Woche in Dresden regnen.
      On Wednesday you aren't opening the bag. = Am Mittwoch machst du die Tasche nicht auf.
      Who will go to the cinema with the tourist? = Wer wird mit dem Touristen ins Kino gehen?
      She thinks that he should invite us. = Sie glaubt, dass er uns einladen sollte.
      Our brother is sixty-three years old. = Unser Bruder ist dreiundsechzig Jahre alt.
      She knows that your father closed his bag. = Sie weiß, dass dein Vater seine Tasche zugemacht hat.
      The ship to Vienna leaves at five to nine. = Das Schiff nach Wien fährt um fünf vor neun ab.
      You would like a double room for six nights. = Du hättest gern ein Doppelzimmer für sechs Nächte.
      They forgot to pack their suitcase. = Sie haben vergessen, ihren Koffer zu packen.
      He is showing the policeman a good city map this evening. = Er zeigt dem Polizisten heute Abend einen guten Stadtplan.
      We are tired because we danced yesterday. = Wir sind müde, weil wir gestern getanzt haben.
      Please don't help your son in the garden. = Bitte hilf deinem Sohn nicht im Garten.
      Today they are writing a letter in the cafe. = Heute schreiben sie im Café einen Brief.
      Where do you want to help me the day after tomorrow? = Wo willst du mir übermorgen helfen?
      Is the book under the bed? = Liegt das Buch unter dem Bett?
      You promised to look at the castle tomorrow morning. = Du hast versprochen, dir morgen früh das Schloss anzusehen.
      How much does the old camera cost? = Was kostet die alte Kamera?
      Martin sometimes tidies up the living room. = Martin räumt manchmal das Wohnzimmer auf.
      When does the pharmacy open? = Wann macht die Apotheke auf?
      Is the doctor showing them the bathroom? = Zeigt ihnen der Arzt das Badezimmer?
      If the sun shines, we want to go home. = Wenn die Sonne scheint, wollen wir nach Hause gehen.
      Your friends will send the saleswoman an expensive dictionary. = Deine Freunde werden der Verkäuferin ein teures Wörterbuch schicken.
      Is there a pharmacy near the bakery? = Gibt es in der Nähe der Bäckerei eine Apotheke?
      Next weekend the saleswoman can pick up the teacher. = Nächstes Wochenende kann die Verkäuferin den Lehrer abholen.
      He thinks that the milk is too sweet. = Er glaubt, dass die Milch zu süß ist.
      Call your daughter! = Ruf deine Tochter an!
      They are leaving late. = Sie fahren spät ab.
      I would like to know why you will invite her next week. = Ich möchte wissen, warum du sie nächste Woche einladen wirst.
      You gave my aunt a watch two hours ago. = Du hast meiner Tante vor zwei Stunden eine Uhr gegeben.
      I am not afraid of the dog today. = Ich habe heute keine Angst vor dem Hund.
      Julia feels better. = Julia geht es besser.
      Can the teacher buy my gloves at the market? = Kann der Lehrer meine Handschuhe auf dem Markt kaufen?
      I wasn't at home on Monday. = Ich war am Montag nicht zu Hause.
      Who is talking to the neighbor? = Wer spricht mit dem Nachbarn?
      Our sister is going to the department store to buy bread. = Unsere Schwester geht ins Kaufhaus, um Brot zu kaufen.
      Do you know when the bus from Hamburg arrives? = Weißt du, wann der Bus aus Hamburg ankommt?
      Paul is not coming along because he has to get dressed. = Paul kommt nicht mit, weil er sich anziehen muss.
      Today is the twenty-fourth of October. = Heute ist der vierundzwanzigste Oktober.
      Your grandfather didn't change trains in Dresden. = Dein Großvater ist nicht in Dresden umgestiegen.
      It is almost six o'clock. = Es ist fast sechs Uhr.
      Don't buy a sweater in the city! = Kauf in der Stadt keinen Pullover!
      His grandmother has had a cold for two hours. = Seine Großmutter hat seit zwei Stunden eine Erkältung.
      Her sister is taller than you. = Ihre Schwester ist größer als du.
      Our father is looking at the church today. = Unser Vater sieht sich heute die Kirche an.
      They shouldn't take the train next Saturday. = Sie sollten den Zug nächsten Samstag nicht nehmen.
      Her friends need four bottles of wine and three glasses of milk. = Ihre Freunde brauchen vier Flaschen Wein und drei Gläser Milch.
      In two hours we have to go home. = In zwei Stunden müssen wir nach Hause gehen.
      """;

  static Stream<String> expected() {
    return EXPECTED.lines();
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(FOLDER.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER.resolve(name) + " cannot be read", e);
    }
  }

  /** The sentences of a language in all parts, one list. */
  private static List<String> all(String language) {
    List<String> sentences = new ArrayList<>();
    PARTS.forEach(part -> sentences.addAll(lines(part + "." + language)));
    return sentences;
  }

  private static Map<String, String> translations() {
    Map<String, String> translations = new HashMap<>();
    List<String> english = all("en");
    List<String> german = all("de");
    for (int line = 0; line < english.size(); line++) {
      translations.put(english.get(line), german.get(line));
    }
    return translations;
  }

  /** What two sentences share that differ in capitals and marks only. */
  private static String plain(String sentence) {
    return sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L} ]", "");
  }

  private static List<String> words(String sentence) {
    return List.of(sentence.replaceAll("[.,?!]", "").split(" "));
  }

  /** Run in a Turkish locale and with ASCII as its character set: neither may matter. */
  @Test
  void theProgramWritesTheVeryBytesThatAreShipped(@TempDir Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Dfile.encoding=US-ASCII",
                ROOT.resolve("scripts/MakePhrasebook.java").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    for (String part : PARTS) {
      for (String language : List.of("en", "de")) {
        String name = part + "." + language;
        assertArrayEquals(
            Files.readAllBytes(FOLDER.resolve(name)),
            Files.readAllBytes(folder.resolve(name)),
            name);
      }
    }
  }

  @Test
  void thereAreAboutTwentyThousandPairs() {
    assertEquals(1000, lines("test.en").size());
    assertEquals(500, lines("dev.en").size());
    int train = lines("train.en").size();
    assertTrue(train >= 18_000 && train <= 22_000, "train has " + train);
    for (String part : PARTS) {
      assertEquals(lines(part + ".en").size(), lines(part + ".de").size(), part);
    }
  }

  /**
   * No sentence twice, in whatever part: so the parts share none, and translation is one to one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void noSentenceStandsTwice(String language) {
    Set<String> seen = new HashSet<>();
    for (String sentence : all(language)) {
      assertTrue(seen.add(plain(sentence)), sentence);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everyWordOfTestAndDevStandsInTrainFiveTimes(String language) {
    Map<String, Integer> counts = new HashMap<>();
    for (String sentence : lines("train." + language)) {
      words(sentence).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    for (String part : List.of("test", "dev")) {
      for (String sentence : lines(part + "." + language)) {
        for (String word : words(sentence)) {
          assertTrue(counts.getOrDefault(word, 0) >= 5, word + " in: " + sentence);
        }
      }
    }
  }

  @Test
  void sentencesAreShortCleanAndFinished() {
    for (String language : List.of("en", "de")) {
      for (String sentence : all(language)) {
        assertTrue(words(sentence).size() <= 14, sentence);
        assertTrue(sentence.matches("\\p{Lu}[\\p{L}' ,.-]*[.?!]"), sentence);
        assertEquals(sentence.strip().replace("  ", " "), sentence);
      }
    }
  }

  @Test
  void linesEndInLineFeedsAlone() throws IOException {
    for (String part : PARTS) {
      String text = Files.readString(FOLDER.resolve(part + ".de"), StandardCharsets.UTF_8);
      assertTrue(text.endsWith("\n"), part);
      assertEquals(-1, text.indexOf('\r'), part);
    }
  }

  @ParameterizedTest
  @MethodSource("expected")
  void germanIsWhatASpeakerSays(String pair) {
    String[] sides = pair.split(" = ");
    assertEquals(sides[1], translations().get(sides[0]), sides[0]);
  }

  /** Each noun of these is written with a capital wherever it stands. */
  @Test
  void germanNounsHaveCapitals() {
    List<String> nouns =
        List.of("suppe", "bahnhof", "mutter", "zimmer", "schuhe", "uhr", "montag", "regenmantel");
    for (String sentence : all("de")) {
      assertTrue(Collections.disjoint(words(sentence), nouns), sentence);
    }
  }

  /** German contracts these everywhere in the phrasebook. */
  @Test
  void prepositionsAndArticlesAreContracted() {
    for (String sentence : all("de")) {
      assertTrue(
          !sentence
              .toLowerCase(Locale.ROOT)
              .matches(".*\\b(in dem|an dem|zu dem|zu der|in das) .*"),
          sentence);
    }
  }

  /** In a subordinate clause the auxiliary of the perfect stands behind the participle, last. */
  @Test
  void subordinateClausesEndWithTheirFiniteVerb() {
    Set<String> participles =
        Set.of("gekauft", "gegessen", "getroffen", "angerufen", "eingeladen", "abgefahren");
    Set<String> auxiliaries = Set.of("habe", "hast", "hat", "haben", "bin", "bist", "ist", "sind");
    int perfects = 0;
    for (String sentence : all("de")) {
      List<String> words = words(sentence);
      boolean perfect = !Collections.disjoint(words, participles);
      if (perfect && sentence.matches(".*, (dass|weil|ob|warum|wann) .*")) {
        perfects++;
        assertTrue(auxiliaries.contains(words.get(words.size() - 1)), sentence);
      }
    }
    assertTrue(perfects >= 50, "only " + perfects);
  }
}
