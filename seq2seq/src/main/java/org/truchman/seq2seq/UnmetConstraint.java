package org.truchman.seq2seq;

/**
 * Something that was asked of a translation and that it does not keep to, because no translation
 * that does was found.
 *
 * @param kind what was asked
 * @param phrase of it: the phrase that is missing or should be, or the text of a span
 */
public record UnmetConstraint(Kind kind, String phrase) {
  /** What was asked. */
  public enum Kind {
    /** A phrase that the terminology demands. */
    TERM("the translation lacks the term \"%s\""),
    /** A phrase that is forbidden. */
    FORBIDDEN("the translation has the forbidden phrase \"%s\""),
    /** A span of the source that must come back as often as it stands there. */
    SPAN("the translation does not have \"%s\" as often as the source");

    private final String message;

    Kind(String message) {
      this.message = message;
    }
  }

  /** Says so in words. */
  public String message() {
    return kind.message.replace("%s", phrase);
  }
}
