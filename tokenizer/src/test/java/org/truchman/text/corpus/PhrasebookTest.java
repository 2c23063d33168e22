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
      I know that we are flying to Cologne. = Ich weiß, dass wir nach Köln fliegen.
      Is the woman dancing badly? = Tanzt die Frau schlecht?
      If you have time tomorrow, she should clean the window. = Wenn du morgen Zeit hast, sollte sie das Fenster putzen.
      Who will help us? = Wer wird uns helfen?
      Did my sister sleep on Thursday? = Hat meine Schwester am Donnerstag geschlafen?
      We are nervous because we have to go to the beach. = Wir sind nervös, weil wir an den Strand gehen müssen.
      Please pick me up. = Bitte hol mich ab.
      I am in a hurry because I want to learn English. = Ich habe es eilig, weil ich Englisch lernen will.
      We have to give the neighbor the postcard. = Wir müssen dem Nachbarn die Postkarte geben.
      The policeman liked the church. = Die Kirche hat dem Polizisten gefallen.
      You like to go home. = Du gehst gern nach Hause.
      If it rains, Paul can work. = Wenn es regnet, kann Paul arbeiten.
      I think that the woman would like to read a newspaper. = Ich glaube, dass die Frau eine Zeitung lesen möchte.
      When will she turn on the lamp? = Wann wird sie die Lampe anmachen?
      Her friends would like a single room for three nights. = Ihre Freunde hätten gern ein Einzelzimmer für drei Nächte.
      Do you know when my daughter will take off her gloves? = Weißt du, wann meine Tochter ihre Handschuhe ausziehen wird?
      The egg is a little too cold. = Das Ei ist ein bisschen zu kalt.
      The neighbor can go shopping in the city. = Der Nachbar kann in der Stadt einkaufen.
      When did we play football? = Wann haben wir Fußball gespielt?
      He will buy a cold cake. = Er wird einen kalten Kuchen kaufen.
      The train from Cologne is fifteen minutes late. = Der Zug aus Köln hat fünfzehn Minuten Verspätung.
      Tomorrow evening he has to pay the bill. = Morgen Abend muss er die Rechnung bezahlen.
      Now he shouldn't invite us. = Jetzt sollte er uns nicht einladen.
      It was warm in Berlin yesterday. = Es war gestern in Berlin warm.
      Lena says that the teacher will get off at the airport. = Lena sagt, dass der Lehrer am Flughafen aussteigen wird.
      He plans to put on the hat. = Er hat vor, den Hut anzuziehen.
      Your mother tried to close the window. = Deine Mutter hat versucht, das Fenster zuzumachen.
      The bus to Hamburg leaves at a quarter past ten today. = Der Bus nach Hamburg fährt heute um Viertel nach zehn ab.
      Last week it was cool. = Letzte Woche war es kühl.
      It will be cold in Hamburg next week. = Es wird nächste Woche in Hamburg kalt.
      He is going to the supermarket to buy the cake. = Er geht in den Supermarkt, um den Kuchen zu kaufen.
      Lena should look for Peter if it snows. = Lena sollte Peter suchen, wenn es schneit.
      Maria needs ten apples. = Maria braucht zehn Äpfel.
      My daughter promised to wait for the taxi tomorrow morning. = Meine Tochter hat versprochen, morgen früh auf das Taxi zu warten.
      I like the red room. = Das rote Zimmer gefällt mir.
      You have been waiting for the train for four hours. = Du wartest seit vier Stunden auf den Zug.
      Please don't turn off the lamp. = Bitte mach die Lampe nicht aus.
      Did you lose my watch at the market two hours ago? = Hast du vor zwei Stunden meine Uhr auf dem Markt verloren?
      Her parents are going to the library to read a letter. = Ihre Eltern gehen in die Bibliothek, um einen Brief zu lesen.
      Get off at the restaurant. = Steig am Restaurant aus.
      My brother's house was expensive. = Das Haus meines Bruders war teuer.
      My son forgot to go shopping in the city. = Mein Sohn hat vergessen, in der Stadt einzukaufen.
      She has two daughters. = Sie hat zwei Töchter.
      When does the pharmacy open? = Wann macht die Apotheke auf?
      It is almost six o'clock. = Es ist fast sechs Uhr.
      You can't come because you have to help your uncle. = Du kannst nicht kommen, weil du deinem Onkel helfen musst.
      I put her lamp in front of the chair. = Ich habe ihre Lampe vor den Stuhl gestellt.
      Is the pharmacy far from here? = Ist die Apotheke weit von hier?
      There is no pharmacy near the hotel. = In der Nähe des Hotels gibt es keine Apotheke.
      Does the expensive car belong to the neighbor? = Gehört das teure Auto dem Nachbarn?
      Is his daughter younger than me? = Ist seine Tochter jünger als ich?
      You promised to look at the museum. = Du hast versprochen, dir das Museum anzusehen.
      Your uncle feels better. = Deinem Onkel geht es besser.
      It is already ten to nine. = Es ist schon zehn vor neun.
      I can give Maria a camera this evening. = Ich kann Maria heute Abend eine Kamera geben.
      Next weekend she is packing the suitcase. = Nächstes Wochenende packt sie den Koffer.
      Today I am right. = Heute habe ich recht.
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
        assertTrue(words(sentence).size() <= 11, sentence);
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
