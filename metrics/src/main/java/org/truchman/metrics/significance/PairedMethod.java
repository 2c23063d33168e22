package org.truchman.metrics.significance;

/** How systems are compared with a baseline. */
public enum PairedMethod {
  /** Paired bootstrap resampling: both systems are scored on samples drawn with replacement. */
  BOOTSTRAP("bs", 1000),
  /** Paired approximate randomisation: the two systems' segments are exchanged by chance. */
  RANDOMIZATION("ar", 10_000);

  private final String label;
  private final int standardTrials;

  PairedMethod(String label, int standardTrials) {
    this.label = label;
    this.standardTrials = standardTrials;
  }

  /**
   * The name in signatures.
   *
   * @return bs or ar
   */
  public String label() {
    return label;
  }

  /**
   * How many samples or trials sacreBLEU takes where none are chosen.
   *
   * @return 1000 or 10,000
   */
  public int standardTrials() {
    return standardTrials;
  }
}
