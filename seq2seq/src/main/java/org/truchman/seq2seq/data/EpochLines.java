package org.truchman.seq2seq.data;

/** The lines of a corpus that an epoch learns from, each as often as it is to be learnt from. */
public interface EpochLines {

  /** Gives how many there are. */
  int size();

  /**
   * Gives the line at a place.
   *
   * @param place from 0 and less than {@link #size()}
   * @return the number of a pair of the corpus
   */
  int line(int place);

  /**
   * Every line once, in order.
   *
   * @param size lines of the corpus
   */
  static EpochLines all(int size) {
    return new EpochLines() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int line(int place) {
        return place;
      }
    };
  }
}
