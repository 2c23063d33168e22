package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.Protection;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.words.JoinerMarks;

/**
 * Which pieces are no text: the marks of case, placeholders, and tags. Where there are any, text
 * that holds one of their brackets is spelled in bytes, so that no text can write such a piece.
 *
 * @param caseMarks whether case is written as {@link CaseMark}s
 * @param protection which spans are protected, and whether they become {@link Placeholder}s
 * @param tags what may stand in front of a source sentence
 */
public record Markup(boolean caseMarks, Protection protection, Set<CorpusTag> tags) {
  /** All pieces are text. */
  public static final Markup NONE = new Markup(false, Protection.NONE, Set.of());

  /** Copies the set. */
  public Markup {
    tags = Set.copyOf(tags);
  }

  /** Whether the brackets of marks are taken. */
  private boolean hasBrackets() {
    return caseMarks || protection.isNumbered() || !tags.isEmpty();
  }

  /** Whether a text holds a character that pieces of text cannot. */
  boolean isReserved(String text) {
    return text.indexOf(JoinerMarks.JOINER) >= 0
        || (hasBrackets()
            && (text.indexOf(CaseMark.OPEN) >= 0 || text.indexOf(CaseMark.CLOSE) >= 0));
  }

  /** The mark of case that a piece is, or null. */
  public CaseMark caseMark(String piece) {
    return caseMarks ? CaseMark.of(piece) : null;
  }

  /** The placeholder that a piece is, or null. */
  Placeholder placeholder(String piece) {
    Placeholder placeholder = protection.isNumbered() ? Placeholder.parse(piece) : null;
    return placeholder != null && protection.types().contains(placeholder.type())
        ? placeholder
        : null;
  }

  /** Whether a piece is one of the tags. */
  boolean isTag(String piece) {
    return !tags.isEmpty()
        && CorpusTag.isSpelledAsTag(piece)
        && tags.stream().anyMatch(tag -> tag.piece().equals(piece));
  }

  /** Whether a piece is a mark, placeholder or tag, and so no text. */
  public boolean isMark(String piece) {
    return caseMark(piece) != null || placeholder(piece) != null || isTag(piece);
  }

  /**
   * The piece by which a vocabulary knows a piece: a placeholder without the text that it carries,
   * everything else as it is.
   */
  public String key(String piece) {
    Placeholder placeholder = placeholder(piece);
    return placeholder == null ? piece : placeholder.piece();
  }

  /** The pieces that are no text, which a vocabulary needs. */
  public List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    if (caseMarks) {
      pieces.addAll(CaseMark.pieces());
    }
    Placeholder.of(protection).forEach(placeholder -> pieces.add(placeholder.piece()));
    tags.stream().map(CorpusTag::piece).sorted().forEach(pieces::add);
    return pieces;
  }
}
