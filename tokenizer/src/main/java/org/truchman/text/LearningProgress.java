package org.truchman.text;

/** Is told how far the learning of a text pipeline has come. */
@FunctionalInterface
public interface LearningProgress {
  /** Says nothing. */
  LearningProgress SILENT = (stage, done, total) -> {};

  /** The stages of learning, in order; MERGING comes once for each set of merges. */
  enum Stage {
    /** Sentence pairs are read. */
    READING,
    /** Merges are learnt. */
    MERGING
  }

  /**
   * Reports progress; called on the learning thread.
   *
   * @param stage what is being done
   * @param done pairs read or merges learnt so far
   * @param total how many there will be at most, or 0 where that is not known
   */
  void report(Stage stage, long done, long total);
}
