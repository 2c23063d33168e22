package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  @Test
  void textIsEscaped() {
    assertEquals(
        "&lt;script&gt;a &amp;&amp; &quot;b&quot; &#39;c&#39;&lt;/script&gt;",
        Html.text("<script>a && \"b\" 'c'</script>").toString());
  }

  @Test
  void attributesAreEscapedAndInOrder() {
    assertEquals(
        "<td class=\"a\" title=\"&quot; onclick=&quot;x\">1</td>",
        Html.element("td", Map.of("title", "\" onclick=\"x", "class", "a"), Html.text("1"))
            .toString());
  }

  @Test
  void charactersOutsideTheBasicPlaneStay() {
    assertEquals("𝔸 😀", Html.text("𝔸 😀").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a>", "A", "1a", "on\"x"})
  void whatCannotBeANameIsRefused(String name) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Html.element(name));
    assertTrue(refused.getMessage().contains("'" + name + "'"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Html.element("p", Map.of(name, "x"), Html.text("")));
  }

  @Test
  void dataHoldNothingThatEndsAScript() {
    String block = Html.json(Map.of("id", "d"), Map.of("k", "</script><!-- & ' -->")).toString();
    String inside = block.substring(block.indexOf('>') + 1, block.lastIndexOf('<'));
    assertEquals(-1, inside.indexOf('<'), block);
    assertEquals(-1, inside.indexOf('>'), block);
  }
}
