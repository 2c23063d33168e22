package org.truchman.seq2seq.lexicon;

import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;

/**
 * The target pieces that the translation of a sentence may be made of: EOS, the most frequent ones,
 * the most probable translations of each of its pieces, and whatever is spelt as one of its pieces,
 * so that names and numbers can be copied. Never PAD, UNK or BOS.
 *
 * <p>A sentence's candidates follow from the sentence alone. Immutable, safe to use from several
 * threads.
 */
public final class Shortlist {
  /** Translations of a piece by default; docs/decisions.md has the figures for it. */
  public static final int BEST = 30;

  /** Frequent pieces by default; docs/decisions.md has the figures for it. */
  public static final int FREQUENT = 1000;

  private final Lexicon lexicon;
  private final int best;

  /** EOS and the frequent pieces. */
  private final PieceSet always;

  /** The target id of each source id's spelling; that of EOS where there is none. */
  private final int[] copies;

  private Shortlist(Lexicon lexicon, int best, PieceSet always, int[] copies) {
    this.lexicon = lexicon;
    this.best = best;
    this.always = always;
    this.copies = copies;
  }

  /**
   * The shortlist of the default size: {@value #BEST} translations of each piece and the {@value
   * #FREQUENT} most frequent pieces.
   *
   * @param source pieces of the source language
   * @param target pieces of the target language
   * @throws IllegalArgumentException if the lexicon belongs to vocabularies of other sizes
   */
  public static Shortlist of(Lexicon lexicon, Vocabulary source, Vocabulary target) {
    return of(lexicon, source, target, BEST, FREQUENT);
  }

  /**
   * The shortlist with a part of what a lexicon has.
   *
   * @param source pieces of the source language
   * @param target pieces of the target language
   * @param best translations of each piece at most, from 0
   * @param frequent frequent pieces at most, from 0
   * @throws IllegalArgumentException if the lexicon belongs to vocabularies of other sizes, or a
   *     number is not allowed
   */
  public static Shortlist of(
      Lexicon lexicon, Vocabulary source, Vocabulary target, int best, int frequent) {
    LexiconSize.require("best", best);
    LexiconSize.require("frequent", frequent);
    requireSize("source", lexicon.sourceVocabulary(), source.size());
    requireSize("target", lexicon.targetVocabulary(), target.size());
    PieceSet always = new PieceSet(target.size());
    always.add(SpecialToken.EOS.id());
    int[] pieces = lexicon.frequent();
    for (int i = 0; i < Math.min(frequent, pieces.length); i++) {
      always.add(pieces[i]);
    }
    return new Shortlist(lexicon, best, always, copies(source, target));
  }

  private static void requireSize(String side, int lexicon, int vocabulary) {
    if (lexicon != vocabulary) {
      throw new IllegalArgumentException(
          "the lexicon has %d %s ids; the vocabulary has %d, so they are of different models"
              .formatted(lexicon, side, vocabulary));
    }
  }

  private static int[] copies(Vocabulary source, Vocabulary target) {
    int[] copies = new int[source.size()];
    for (int id = 0; id < copies.length; id++) {
      boolean isCopied = id >= SpecialToken.COUNT && target.contains(source.piece(id));
      copies[id] = isCopied ? target.id(source.piece(id)) : SpecialToken.EOS.id();
    }
    return copies;
  }

  /**
   * The candidates of a sentence.
   *
   * @param source its piece ids, with EOS or without
   * @return target ids, ascending
   * @throws IllegalArgumentException if an id is not in the source vocabulary
   */
  public int[] candidates(int[] source) {
    return set(source).ids();
  }

  /**
   * What every sentence may use: EOS and the frequent pieces.
   *
   * @return target ids, ascending
   */
  public int[] common() {
    return always.ids();
  }

  /**
   * What a sentence may use beyond {@link #common}.
   *
   * @param source its piece ids, with EOS or without
   * @param also target ids that it may use for other reasons, as those of a forced prefix
   * @return target ids, ascending; none of them common
   * @throws IllegalArgumentException if an id is not in the source vocabulary
   */
  public int[] extras(int[] source, int[] also) {
    PieceSet set = set(source);
    for (int piece : also) {
      set.add(piece);
    }
    set.removeAll(always);
    return set.ids();
  }

  private PieceSet set(int[] source) {
    PieceSet set = always.copy();
    for (int piece : source) {
      if (piece < 0 || piece >= copies.length) {
        throw new IllegalArgumentException(
            "source piece %d; allowed: 0 to %d".formatted(piece, copies.length - 1));
      }
      set.add(copies[piece]);
      lexicon.addBest(piece, best, set);
    }
    return set;
  }
}
