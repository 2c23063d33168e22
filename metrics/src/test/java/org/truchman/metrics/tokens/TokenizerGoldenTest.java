package org.truchman.metrics.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.Golden;

class TokenizerGoldenTest {
  // First code points of the ranges that Unicode uses, and the ends of those ranges.
  private static final int[][] USED = {{0, 0xD800}, {0xE000, 0x33000}, {0xE0000, 0xE1000}};

  @Test
  void tokensAreThoseOfSacreBleu() {
    for (JsonElement element : Golden.resource("metrics-golden.json").getAsJsonArray("tokens")) {
      JsonObject item = element.getAsJsonObject();
      String line = item.get("line").getAsString();
      for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
        assertEquals(
            item.getAsJsonObject("tokens").get(tokenizer.label()).getAsString(),
            tokenizer.tokens(line).toString(),
            () -> tokenizer + " of <" + line + ">");
      }
    }
  }

  @Test
  void tercomTokensAreThoseOfSacreBleu() {
    for (JsonElement element : Golden.resource("metrics-golden.json").getAsJsonArray("tokens")) {
      JsonObject item = element.getAsJsonObject();
      String line = item.get("line").getAsString();
      for (int bits = 0; bits < 8; bits++) {
        TercomTokenizer tokenizer =
            new TercomTokenizer((bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0, false);
        assertEquals(
            item.getAsJsonArray("tercom").get(bits).getAsString(),
            tokenizer.tokens(line).toString(),
            () -> tokenizer + " of <" + line + ">");
      }
    }
  }

  @Test
  void lowerCaseIsThatOfPython() {
    for (JsonElement element : Golden.resource("metrics-golden.json").getAsJsonArray("tokens")) {
      JsonObject item = element.getAsJsonObject();
      assertEquals(
          item.get("lower").getAsString(), PythonText.lower(item.get("line").getAsString()));
    }
  }

  @Test
  void everyCodePointIsTreatedAsInPython() {
    assertDigest("lower", PythonText::lower);
    assertDigest("sigma", t -> PythonText.lower(besideSigmas(t)));
    assertDigest("space", t -> PythonText.isSpace(t.codePointAt(0)) ? "x" : "");
    for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
      assertDigest(tokenizer.label(), t -> tokenizer.tokens(inContext(t)).toString());
    }
    TercomTokenizer tercom = new TercomTokenizer(true, true, true, false);
    assertDigest("tercom", t -> tercom.tokens(inContext(t)).toString());
  }

  @Test
  void chrfCutsOneMarkOffAWord() {
    assertEquals(
        List.of("(hi", ")", "(", "hi", "a", ".", "...", ".", "'", "x", "a.b", ".", "\u201E..", "."),
        Tokens.chrfWords("(hi) (hi a. .... 'x a.b . \u201E...").strings());
    assertEquals(0, Tokens.chrfWords("  ").size());
  }

  @Test
  void blankLinesHaveNoTokens() {
    for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
      assertEquals(0, tokenizer.tokens(" \t\u3000 ").size());
    }
  }

  @Test
  void anUnknownTokenizerNamesTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> BleuTokenizer.of("14a")).getMessage();
    assertTrue(message.contains("'14a'"), message);
    assertTrue(message.contains("13a, intl, char, zh, none"), message);
  }

  private static String besideSigmas(String text) {
    String sigma = "\u03A3";
    return "A" + sigma + text + "B" + sigma + " " + text + sigma + " A" + text + sigma + " A"
        + sigma + text;
  }

  private static String inContext(String text) {
    return "a" + text + "1 1" + text + "a 1" + text + "2";
  }

  private static void assertDigest(String rule, UnaryOperator<String> answer) {
    String expected =
        Golden.resource("metrics-characters.json")
            .getAsJsonObject("sha256")
            .get(rule)
            .getAsString();
    MessageDigest digest = sha256();
    for (int[] range : USED) {
      for (int c = range[0]; c < range[1]; c++) {
        String line = answer.apply(Character.toString(c)) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertEquals(expected, HexFormat.of().formatHex(digest.digest()), rule);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
