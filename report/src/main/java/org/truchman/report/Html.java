package org.truchman.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of HTML that is well-formed and escaped, because it cannot be made otherwise.
 *
 * <p>Immutable; every method gives a new piece.
 */
public final class Html {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * Text, with all that means something in HTML escaped.
   *
   * @param text any text; markup in it is shown, not obeyed
   * @return the text
   */
  public static Html text(String text) {
    return new Html(escaped(text));
  }

  /**
   * Nothing.
   *
   * @return an empty piece
   */
  public static Html nothing() {
    return new Html("");
  }

  /**
   * Pieces one after the other.
   *
   * @param parts in order
   * @return all of them
   */
  public static Html all(List<Html> parts) {
    return new Html(parts.stream().map(Html::toString).collect(Collectors.joining()));
  }

  /**
   * An element without attributes.
   *
   * @param name of the element, in small letters
   * @param content in order
   * @return the element
   * @throws IllegalArgumentException if the name cannot be one
   */
  public static Html element(String name, Html... content) {
    return element(name, Map.of(), content);
  }

  /**
   * An element.
   *
   * @param name of the element, in small letters
   * @param attributes values by name; written in the order of their names
   * @param content in order
   * @return the element
   * @throws IllegalArgumentException if a name cannot be one
   */
  public static Html element(String name, Map<String, String> attributes, Html... content) {
    StringBuilder markup = new StringBuilder("<").append(required(name));
    for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
      markup.append(' ').append(required(attribute.getKey()));
      markup.append("=\"").append(escaped(attribute.getValue())).append('"');
    }
    markup.append('>').append(all(Arrays.asList(content)).markup);
    return new Html(markup.append("</").append(name).append('>').toString());
  }

  /**
   * Data for a script: a block of JSON that runs nothing and that no text can leave.
   *
   * @param attributes of the block
   * @param data records, lists, maps, text and finite numbers
   * @return the block
   */
  static Html json(Map<String, String> attributes, Object data) {
    Map<String, String> all = new TreeMap<>(attributes);
    all.put("type", "application/json");
    return element("script", all, new Html(Resources.json(data)));
  }

  private static String required(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' names no element or attribute: small letters, digits and - are allowed");
    }
    return name;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The markup. */
  @Override
  public String toString() {
    return markup;
  }
}
