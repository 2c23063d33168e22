package org.truchman.text.corpus;

/** Takes the pairs that are not learnt from. */
@FunctionalInterface
public interface Rejections {
  /** Forgets them. */
  Rejections NONE = (reason, file, pair) -> {};

  /**
   * Takes one pair; called on one thread, in the order of the corpus within each stage.
   *
   * @param reason why it is not learnt from
   * @param file where it stands
   * @param pair the pair in normal form, with its line
   */
  void add(DropReason reason, String file, SentencePair pair);
}
