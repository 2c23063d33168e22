package org.truchman.text.corpus;

/** Is told how far the preparation of a corpus has come. */
@FunctionalInterface
public interface CorpusProgress {
  /** Says nothing. */
  CorpusProgress SILENT = (stage, done, total) -> {};

  /** The stages, in order. */
  enum Stage {
    /** Pairs are read and filtered. */
    READING("Reading"),
    /** Duplicates are looked for. */
    COMPARING("Comparing"),
    /** Subwords are learnt. */
    LEARNING("Learning"),
    /** Pairs become piece ids. */
    INDEXING("Indexing"),
    /** Pairs are brought into random order. */
    SHUFFLING("Shuffling");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** The stage in one word. */
    public String label() {
      return label;
    }
  }

  /**
   * Reports progress; called on one thread.
   *
   * @param stage what is being done
   * @param done pairs or merges done so far
   * @param total how many there will be, or 0 where that is not known
   */
  void reached(Stage stage, long done, long total);
}
