package org.truchman.text.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanFinderTest {
  private static final SpanFinder ALL = new SpanFinder(EnumSet.allOf(SpanType.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "See https://example.org/a?b=c#d, please; https://example.org/a?b=c#d",
        "(www.example.org); www.example.org",
        "HTTP://EXAMPLE.ORG.; HTTP://EXAMPLE.ORG",
        "write to first.last+x@mail.example.org.; first.last+x@mail.example.org",
        "a <b class=\"x y\">bold</b> word; <b class=\"x y\">|</b>",
        "<!-- note --><br/>; <!-- note -->|<br/>",
        "Hello {name}, {0} of ${total} {{x}}; {name}|{0}|${total}|{{x}}",
        "%s has %1$d of %(all)s at %.2f; %s|%1$d|%(all)s|%.2f",
        "<a href=\"http://a.b/c\">; <a href=\"http://a.b/c\">",
        "http://user@host.org/{id}; http://user@host.org/|{id}",
      })
  void spansAreFound(String line, String expected) {
    assertEquals(expected, found(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "5 % of it",
        "100%",
        "a < b > c",
        "a@b",
        "{ not a gap }",
        "50%sure",
        "http:/x",
        "3<4",
        "@me"
      })
  void ordinaryTextIsNoSpan(String line) {
    assertEquals("", found(line));
  }

  @Test
  void onlyWantedTypesAreFound() {
    SpanFinder urls = new SpanFinder(EnumSet.of(SpanType.URL));
    assertEquals(
        List.of(new ProtectedSpan(SpanType.URL, 4, 14)), urls.find("{x} http://a.b <i> a@b.cd"));
  }

  @Test
  void hostileLinesTakeLinearTime() {
    for (String part :
        List.of("<", "<a", "{", "{{", "%", "%1", "@", "a@", "a.", "http://", "www.", "a", "%(")) {
      String line = part.repeat(400_000 / part.length());
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ALL.find(line), part);
    }
  }

  @Test
  void settingsNameTypes() {
    assertEquals("url,tag", Protection.of("tag,url", ProtectionMode.UNSPLIT).labels());
    assertEquals("none", Protection.of("none", ProtectionMode.NUMBERED).labels());
    for (String bad : List.of("", "urls", "url,", "none,url", "url,url", "URL")) {
      assertThrows(
          IllegalArgumentException.class, () -> Protection.of(bad, ProtectionMode.UNSPLIT), bad);
    }
  }

  @Test
  void placeholderIsReadAsItIsWritten() {
    for (SpanType type : SpanType.values()) {
      Placeholder placeholder = new Placeholder(type, 7);
      assertEquals(placeholder, Placeholder.parse(placeholder.piece()));
      assertNull(Placeholder.text(placeholder.piece()));
      for (String text : List.of("", "a b", "｟url＃1：x｠", "￭％0020", "：＃")) {
        assertEquals(placeholder, Placeholder.parse(placeholder.piece(text)), text);
        assertEquals(text, Placeholder.text(placeholder.piece(text)));
      }
    }
    for (String bad :
        List.of("", "｟｠", "｟url＃0｠", "｟url＃10｠", "｟uri＃1｠", "｟url＃1", "｟url｠", "｟1：｠")) {
      assertNull(Placeholder.parse(bad), bad);
    }
  }

  @Test
  void equalTextsHaveOneNumber() {
    String line = "www.a.b www.c.d www.a.b x@y.zz";
    Spans spans = Spans.number(line, ALL.find(line));
    assertEquals(
        "{Placeholder[type=URL, number=1]=www.a.b, Placeholder[type=URL, number=2]=www.c.d,"
            + " Placeholder[type=EMAIL, number=1]=x@y.zz}",
        spans.texts().toString());
  }

  private static String found(String line) {
    return String.join(
        "|",
        ALL.find(line).stream().map(span -> line.substring(span.start(), span.end())).toList());
  }
}
