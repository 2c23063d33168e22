package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HOSTILE = "</script><script>alert('x')</script><!-- \u2028 \"";

  private static Page page() {
    return Page.titled("A & B <i>")
        .subtitle("sub <b>")
        .footer("made by <u>")
        .section("one", "First <h2>", Html.element("p", Html.text("body")))
        .section("two", "Second")
        .data("numbers", Map.of("text", HOSTILE, "list", List.of(1, 2)))
        .style("p { margin: 0 }")
        .script("void 0;\r\n//# sourceMappingURL=x.map\r\n");
  }

  private static List<Element> programs(Document page) {
    return new ArrayList<>(page.select("script:not([type])"));
  }

  @Test
  void headingsAndSectionsStandInOrder() {
    Document page = Jsoup.parse(page().html());
    assertEquals("A & B <i>", page.title());
    assertEquals(List.of("A & B <i>"), page.select("h1").eachText());
    assertEquals(List.of("sub <b>"), page.select("header .subtitle").eachText());
    assertEquals(List.of("one", "two"), page.select("main > section").eachAttr("id"));
    assertEquals(List.of("First <h2>", "Second"), page.select("section > h2").eachText());
    assertEquals("made by <u>", page.select("footer").text());
    assertEquals("UTF-8", page.charset().name());
    assertEquals("en", page.select("html").attr("lang"));
  }

  @Test
  void everySectionIsLabelledByItsHeading() {
    Document page = Jsoup.parse(page().html());
    for (Element section : page.select("section")) {
      Element heading = page.getElementById(section.attr("aria-labelledby"));
      assertEquals(section, heading.parent());
    }
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    Document page = Jsoup.parse(page().html());
    assertEquals(0, page.select("[src], [srcset], [data-src], iframe, object, embed, base").size());
    for (Element link : page.select("[href]")) {
      String target = link.attr("href");
      assertTrue(target.startsWith("#") || target.equals("data:,"), target);
    }
    for (Element program : page.select("script, style")) {
      assertFalse(program.data().contains("sourceMappingURL"), "a source map would be looked for");
      assertFalse(program.data().contains("@import"), "a style sheet would be loaded");
      assertFalse(program.data().matches("(?s).*\\b(fetch|XMLHttpRequest|importScripts)\\b.*"));
    }
  }

  @Test
  void thePolicyLetsRunWhatIsInThePageAndNothingElse() throws Exception {
    Document page = Jsoup.parse(page().html());
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    List<Element> allowed = programs(page);
    assertEquals(3, allowed.size(), "Chart.js, the frame's own, the page's own");
    allowed.addAll(page.select("style"));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Element program : allowed) {
      byte[] hash = digest.digest(program.data().getBytes(StandardCharsets.UTF_8));
      String expected = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
      assertTrue(policy.contains(expected), "the policy forbids " + program.data().length());
    }
    assertEquals(allowed.size(), policy.split("sha256-", -1).length - 1);
  }

  @Test
  void dataComeBackAsTheyWereAndEndNoElement() {
    Document page = Jsoup.parse(page().html());
    Element block = page.getElementById("numbers");
    assertEquals("application/json", block.attr("type"));
    assertEquals(
        HOSTILE, JsonParser.parseString(block.data()).getAsJsonObject().get("text").getAsString());
    assertEquals(3, programs(page).size(), "no script came in with the data");
  }

  @Test
  void chartJsIsInThePageWithItsLicence() {
    assertTrue(page().html().contains("Released under the MIT License"));
  }

  @Test
  void aScriptThatWouldEndItsElementIsRefused() {
    for (String text : List.of("'</Script>'", "'<!--'")) {
      Page page = Page.titled("t").script(text);
      Exception refused = assertThrows(IllegalArgumentException.class, page::html);
      assertTrue(refused.getMessage().contains("</script"), refused.getMessage());
    }
  }

  @Test
  void theSamePageIsTheSameText() {
    assertEquals(page().html(), page().html());
  }
}
