package org.truchman.seq2seq.decoding;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What the translation of one sentence must and must not say.
 *
 * <p>A phrase is said where one of its spellings stands piece by piece, in whole words. Of what is
 * required, a search gives up what it cannot meet, and keeps to the rest.
 *
 * @param required phrases that must be said, each at least once
 * @param forbidden phrases that must not be said
 * @param counted pieces that must be said so often
 * @param edges where words end
 * @param accepted the last word on a translation that is complete and fulfils the rest: whether its
 *     pieces are taken. A search that finds nothing else gives one that was not
 */
public record Constraints(
    List<Phrase> required,
    PhraseTrie forbidden,
    List<CountedPiece> counted,
    PieceEdges edges,
    Predicate<int[]> accepted) {

  /** Everything may be said. */
  public static final Constraints NONE =
      new Constraints(List.of(), PhraseTrie.EMPTY, List.of(), PieceEdges.WORDS, pieces -> true);

  /** Copies the lists. */
  public Constraints {
    required = List.copyOf(required);
    counted = List.copyOf(counted);
  }

  /** A copy that requires these phrases. */
  public Constraints withRequired(List<Phrase> value) {
    return new Constraints(value, forbidden, counted, edges, accepted);
  }

  /** A copy that forbids these phrases. */
  public Constraints withForbidden(PhraseTrie value) {
    return new Constraints(required, value, counted, edges, accepted);
  }

  /** A copy that counts these pieces. */
  public Constraints withCounted(List<CountedPiece> value) {
    return new Constraints(required, forbidden, value, edges, accepted);
  }

  /** A copy with other ends of words. */
  public Constraints withEdges(PieceEdges value) {
    return new Constraints(required, forbidden, counted, value, accepted);
  }

  /** A copy that takes other translations. */
  public Constraints withAccepted(Predicate<int[]> value) {
    return new Constraints(required, forbidden, counted, edges, value);
  }

  /** Whether everything may be said. */
  boolean isNone() {
    return forbidden.isEmpty() && counted.isEmpty() && !isDemanding();
  }

  /** Whether something must be said. */
  boolean isDemanding() {
    return !required.isEmpty() || counted.stream().anyMatch(one -> one.least() > 0);
  }

  /** Every piece that may be needed to meet what is required. */
  IntStream pieces() {
    IntStream counts =
        counted.stream().filter(one -> one.least() > 0).mapToInt(CountedPiece::piece);
    return IntStream.concat(counts, PhraseTrie.of(required).allPieces()).distinct();
  }
}
