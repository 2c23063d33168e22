package org.truchman.metrics.tokens;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** How BLEU divides a line into tokens; the label is part of the score's signature. */
public enum BleuTokenizer {
  /** That of mteval-v13a, the standard of WMT: ASCII punctuation apart. */
  V13A("13a"),
  /** That of mteval-v14: Unicode punctuation and symbols apart. */
  INTL("intl"),
  /** One token a character. */
  CHAR("char"),
  /** One token a Chinese character, mteval-v13a for the rest. */
  ZH("zh"),
  /** White space only, for text that is tokenized already. */
  NONE("none");

  private final String label;

  BleuTokenizer(String label) {
    this.label = label;
  }

  /**
   * The tokenizer of a name as it stands on the command line and in signatures.
   *
   * @param label one of 13a, intl, char, zh, none
   * @return the tokenizer
   * @throws IllegalArgumentException if there is none of that name
   */
  public static BleuTokenizer of(String label) {
    for (BleuTokenizer tokenizer : values()) {
      if (tokenizer.label.equals(label)) {
        return tokenizer;
      }
    }
    String known = Arrays.stream(values()).map(t -> t.label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown BLEU tokenizer '" + label + "': choose one of " + known);
  }

  /**
   * The name on the command line and in signatures.
   *
   * @return for example 13a
   */
  public String label() {
    return label;
  }

  /**
   * The tokens of a line.
   *
   * @param line any text; white space at its end is ignored
   * @return its tokens, none if it is blank
   */
  public Tokens tokens(String line) {
    String text = PythonText.rstrip(Objects.requireNonNull(line, "line"));
    return switch (this) {
      case V13A -> Tokens.split(WesternRules.apply(CodePoints.of(unescaped(text))));
      case INTL -> Tokens.split(InternationalRules.apply(CodePoints.of(text)));
      case CHAR -> Tokens.characters(CodePoints.of(text));
      case ZH -> Tokens.split(ChineseRules.apply(CodePoints.of(text)));
      case NONE -> Tokens.split(CodePoints.of(text));
    };
  }

  /** The text rejoined and its XML entities resolved, with a space at both ends. */
  private static String unescaped(String line) {
    String text = line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    return " " + Entities.resolved(text) + " ";
  }
}
