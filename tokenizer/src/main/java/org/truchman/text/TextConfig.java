package org.truchman.text;

import java.util.Objects;
import org.truchman.text.protect.Protection;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.subword.CorpusTag;
import org.truchman.text.subword.Markup;

/**
 * How raw lines become pieces.
 *
 * @param wordTokenizer how lines are cut into words
 * @param bpeMerges merge operations to learn, at least 0; with 0 every character is a piece
 * @param jointBpe whether source and target share one set of merges and one vocabulary
 * @param minPieceCount pieces seen fewer times in training are not in the vocabulary, at least 1
 * @param caseMarkup whether words are written in lower case beside marks that say how they were
 * @param protect the spans that are kept together: {@code "none"}, or some of {@code
 *     "url,email,tag,placeholder"}
 * @param protectAs whether these stay text that is not split, or become numbered placeholders
 * @param bpeDropout chance of a merge to be left out in training, so that a model sees words cut in
 *     several ways, at least 0 and below 1; the vocabulary then holds the pieces of all of them
 * @param tags names of what may stand in front of source sentences to say which corpus they come
 *     from: {@code "none"}, or such as {@code "bt,web"}; each is a piece of the vocabulary
 */
public record TextConfig(
    WordTokenizerType wordTokenizer,
    int bpeMerges,
    boolean jointBpe,
    int minPieceCount,
    boolean caseMarkup,
    String protect,
    ProtectionMode protectAs,
    double bpeDropout,
    String tags) {

  /** More merges than any published system uses; a larger number is a slip of the keyboard. */
  private static final int MAX_MERGES = 1_000_000;

  /** Checks the ranges. */
  public TextConfig {
    Objects.requireNonNull(
        wordTokenizer, "wordTokenizer is missing; RULES and TRAINED are allowed");
    if (bpeMerges < 0 || bpeMerges > MAX_MERGES) {
      throw new IllegalArgumentException(
          "bpeMerges is " + bpeMerges + "; 0 to " + MAX_MERGES + " are allowed");
    }
    if (minPieceCount < 1) {
      throw new IllegalArgumentException(
          "minPieceCount is " + minPieceCount + "; 1 and more are allowed");
    }
    if (!(bpeDropout >= 0 && bpeDropout < 1)) {
      throw new IllegalArgumentException(
          "bpeDropout is " + bpeDropout + "; at least 0 and less than 1 is allowed");
    }
    Objects.requireNonNull(protectAs, "protectAs is missing; UNSPLIT and NUMBERED are allowed");
    try {
      protect =
          Protection.of(Objects.requireNonNull(protect, "protect is missing"), protectAs).labels();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("protect: " + e.getMessage(), e);
    }
    try {
      tags = CorpusTag.setting(CorpusTag.parse(Objects.requireNonNull(tags, "tags is missing")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("tags: " + e.getMessage(), e);
    }
  }

  /** Rules, 8000 merges learnt on both languages together, every piece kept, text as it is. */
  public static TextConfig defaults() {
    return new TextConfig(
        WordTokenizerType.RULES,
        8000,
        true,
        1,
        false,
        "none",
        ProtectionMode.UNSPLIT,
        0,
        CorpusTag.NONE);
  }

  /** What is no text among the pieces. */
  public Markup markup() {
    return new Markup(caseMarkup, Protection.of(protect, protectAs), CorpusTag.parse(tags));
  }

  /** A copy that cuts lines into words in another way. */
  public TextConfig withWordTokenizer(WordTokenizerType value) {
    return new TextConfig(
        value,
        bpeMerges,
        jointBpe,
        minPieceCount,
        caseMarkup,
        protect,
        protectAs,
        bpeDropout,
        tags);
  }

  /** A copy with another number of merges. */
  public TextConfig withBpeMerges(int value) {
    return new TextConfig(
        wordTokenizer,
        value,
        jointBpe,
        minPieceCount,
        caseMarkup,
        protect,
        protectAs,
        bpeDropout,
        tags);
  }

  /** A copy whose languages share, or do not share, merges and vocabulary. */
  public TextConfig withJointBpe(boolean value) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        value,
        minPieceCount,
        caseMarkup,
        protect,
        protectAs,
        bpeDropout,
        tags);
  }

  /** A copy with another least count of a piece. */
  public TextConfig withMinPieceCount(int value) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        jointBpe,
        value,
        caseMarkup,
        protect,
        protectAs,
        bpeDropout,
        tags);
  }

  /** A copy that marks case, or does not. */
  public TextConfig withCaseMarkup(boolean value) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        jointBpe,
        minPieceCount,
        value,
        protect,
        protectAs,
        bpeDropout,
        tags);
  }

  /**
   * A copy that protects other spans.
   *
   * @param types {@code "none"}, or some of {@code "url,email,tag,placeholder"}
   * @param mode what becomes of them
   */
  public TextConfig withProtect(String types, ProtectionMode mode) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        jointBpe,
        minPieceCount,
        caseMarkup,
        types,
        mode,
        bpeDropout,
        tags);
  }

  /** A copy that leaves merges out in training with another chance. */
  public TextConfig withBpeDropout(double value) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        jointBpe,
        minPieceCount,
        caseMarkup,
        protect,
        protectAs,
        value,
        tags);
  }

  /**
   * A copy with other tags.
   *
   * @param value {@code "none"}, or names with commas between them
   */
  public TextConfig withTags(String value) {
    return new TextConfig(
        wordTokenizer,
        bpeMerges,
        jointBpe,
        minPieceCount,
        caseMarkup,
        protect,
        protectAs,
        bpeDropout,
        value);
  }
}
