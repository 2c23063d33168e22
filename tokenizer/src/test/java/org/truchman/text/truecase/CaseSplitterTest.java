package org.truchman.text.truecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.text.words.MarkedWord;

class CaseSplitterTest {
  @ParameterizedTest
  @CsvSource({
    "house, house",
    "House, C:house",
    "HOUSE, U:house",
    "I, C:i",
    "WiFi, C:wi C:fi",
    "iPhone, i C:phone",
    "PCs, U:pc s",
    "HTMLParser, U:htmlp arser",
    "GmbH, C:gmb C:h",
    "B2B, C:b2 C:b",
    "STRAßE, U:stra ß C:e",
    "Straße, C:straße",
    "ΟΔΟΣ, U:οδοσ",
    "οδος, οδος",
    "Éa, C:éa",
    "J\u030CJ\u030C, U:j\u030Cj\u030C",
    "𐐀𐐀, U:𐐨𐐨"
  })
  void partsAreThoseOfOpenNmtsTokenizer(String word, String expected) {
    assertEquals(expected, written(word));
  }

  @ParameterizedTest
  @CsvSource({"İstanbul", "ısı", "ß", "ǅ", "\u212A", "ſ", "ΐ", "日本", "123"})
  void lettersWhoseCaseWouldNotComeBackStay(String word) {
    assertEquals(word, written(word));
  }

  @Test
  void everyCodePointComesBackInEveryNeighbourhood() {
    for (String frame : List.of("%s", "a%s", "A%s", "AB%sCD", "%sa", "%sA", "A%sa")) {
      for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
        boolean ours = Character.isSurrogate((char) c) && c < 0x10000;
        if (!ours && Character.isDefined(c)) {
          String word = frame.replace("%s", Character.toString(c));
          if (!restored(word).equals(word)) {
            assertEquals(word, restored(word), Integer.toHexString(c));
          }
        }
      }
    }
  }

  @Test
  void noLocaleTakesPart() {
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("tr-TR", "lt-LT", "de-DE", "az-AZ")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals("C:title", written("Title"), tag);
        assertEquals("U:title", written("TITLE"), tag);
        assertEquals("C:ii\u0307", written("Ii\u0307"), tag);
        for (String word : List.of("TITLE", "İI", "ıi", "Į̇", "J́ĩ", "STRASSE", "GROẞ", "groß")) {
          assertEquals(word, restored(word), tag);
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void marksOnTheWordStayAtItsEnds() {
    List<CasedWord> parts = new ArrayList<>();
    CaseSplitter.split(new MarkedWord("WiFi", true, true), parts);
    assertEquals(
        List.of(
            new CasedWord(new MarkedWord("wi", true, true), CaseForm.CAPITAL),
            new CasedWord(new MarkedWord("fi", false, true), CaseForm.CAPITAL)),
        parts);
  }

  private static String written(String word) {
    List<String> written = new ArrayList<>();
    for (CasedWord part : split(word)) {
      String form =
          switch (part.form()) {
            case AS_IS -> "";
            case CAPITAL -> "C:";
            case UPPER -> "U:";
          };
      written.add(form + part.word().text());
    }
    return String.join(" ", written);
  }

  private static String restored(String word) {
    CaseRestorer restorer = new CaseRestorer();
    StringBuilder line = new StringBuilder();
    for (CasedWord part : split(word)) {
      if (part.form() == CaseForm.CAPITAL) {
        restorer.obey(CaseMark.CAPITAL);
      } else if (part.form() == CaseForm.UPPER) {
        restorer.obey(CaseMark.BEGIN_UPPER);
      }
      restorer.append(part.word().text(), line);
      restorer.obey(CaseMark.END_UPPER);
    }
    return line.toString();
  }

  private static List<CasedWord> split(String word) {
    List<CasedWord> parts = new ArrayList<>();
    CaseSplitter.split(new MarkedWord(word, false, false), parts);
    return parts;
  }
}
