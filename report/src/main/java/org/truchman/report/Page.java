package org.truchman.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The frame of a page: title, sections, light and dark, and whatever scripts need, all in one text.
 *
 * <p>The page loads nothing. A content security policy forbids it to, and lets no script or style
 * run but those that were put in here. Built by calls that change it and return it; not for several
 * threads.
 */
public final class Page {
  private final String title;
  private final List<Html> sections = new ArrayList<>();
  private final List<Html> data = new ArrayList<>();
  private final List<String> styles = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();
  private String subtitle = "";
  private String footer = "";

  private Page(String title) {
    this.title = Objects.requireNonNull(title, "title");
    styles.add(Resources.own("page.css"));
    scripts.add(Resources.chartJs());
    scripts.add(Resources.own("page.js"));
  }

  /**
   * Begins a page.
   *
   * @param title in the window's title and at the top
   * @return the page, without sections
   */
  public static Page titled(String title) {
    return new Page(title);
  }

  /**
   * Sets the line below the title.
   *
   * @param text what the page is about, in a sentence
   * @return this
   */
  public Page subtitle(String text) {
    subtitle = text;
    return this;
  }

  /**
   * Sets the line at the end.
   *
   * @param text for example what made the page
   * @return this
   */
  public Page footer(String text) {
    footer = text;
    return this;
  }

  /**
   * Adds a section.
   *
   * @param id for links, unique in the page
   * @param heading shown above it
   * @param content in order
   * @return this
   */
  public Page section(String id, String heading, Html... content) {
    Html head = Html.element("h2", Map.of("id", id + "-heading"), Html.text(heading));
    Map<String, String> attributes = Map.of("id", id, "aria-labelledby", id + "-heading");
    sections.add(Html.element("section", attributes, head, Html.all(List.of(content))));
    return this;
  }

  /**
   * Adds data for scripts, which find it by its id and read it as JSON.
   *
   * @param id unique in the page
   * @param value records, lists, maps, text and finite numbers
   * @return this
   */
  public Page data(String id, Object value) {
    data.add(Html.json(Map.of("id", id), value));
    return this;
  }

  /**
   * Adds a style sheet after the frame's own.
   *
   * @param css its text
   * @return this
   */
  public Page style(String css) {
    styles.add(css);
    return this;
  }

  /**
   * Adds a script; it runs when the page is there, after the frame's own.
   *
   * @param javascript its text
   * @return this
   * @throws IllegalArgumentException if it holds what would end its element
   */
  public Page script(String javascript) {
    scripts.add(javascript);
    return this;
  }

  /**
   * The whole page.
   *
   * @return HTML, for a file in UTF-8
   */
  public String html() {
    String style = String.join("\n", styles).replace("\r\n", "\n");
    List<String> ready = scripts.stream().map(Resources::script).toList();
    return String.join(
        "\n",
        "<!DOCTYPE html>",
        "<html lang=\"en\">",
        "<head>",
        "<meta charset=\"utf-8\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(style, ready) + "\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<link rel=\"icon\" href=\"data:,\">",
        Html.element("title", Html.text(title)).toString(),
        "<style>" + style + "</style>",
        "</head>",
        "<body>",
        top().toString(),
        Html.element("main", Map.of("id", "main"), Html.all(sections)).toString(),
        Html.element("footer", Html.text(footer)).toString(),
        Html.all(data).toString(),
        ready.stream()
            .map(script -> "<script>" + script + "</script>")
            .collect(Collectors.joining("\n")),
        "</body>",
        "</html>",
        "");
  }

  private Html top() {
    Html skip =
        Html.element("a", Map.of("class", "skip", "href", "#main"), Html.text("Skip to content"));
    Html words =
        Html.element(
            "div",
            Html.element("h1", Html.text(title)),
            Html.element("p", Map.of("class", "subtitle"), Html.text(subtitle)));
    // Filled by page.js: without scripts there is nothing to choose, the system's colours hold.
    Html theme = Html.element("div", Map.of("id", "theme"));
    Html without =
        Html.element(
            "noscript",
            Html.element(
                "p",
                Map.of("class", "notice"),
                Html.text(
                    "Charts and lists are drawn by scripts, which this browser does not run;"
                        + " tables can be read without them.")));
    return Html.element("header", skip, words, theme, without);
  }

  private static String policy(String style, List<String> scripts) {
    String hashes = scripts.stream().map(Resources::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
        + Resources.hash(style)
        + "; script-src "
        + hashes;
  }
}
