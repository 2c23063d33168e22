package org.truchman.text.corpus;

/**
 * What makes a pair a duplicate of an earlier one, compared in normal form. Where several are
 * looked for, it is in this order, each among the pairs that those before left over.
 */
public enum DuplicateKind {
  /** Both sides are the same. */
  PAIR(DropReason.DUPLICATE_PAIR),
  /** The source sides are the same. */
  SOURCE(DropReason.DUPLICATE_SOURCE),
  /** The target sides are the same. */
  TARGET(DropReason.DUPLICATE_TARGET);

  private final DropReason reason;

  DuplicateKind(DropReason reason) {
    this.reason = reason;
  }

  /** Why such a pair is dropped. */
  public DropReason reason() {
    return reason;
  }

  /** What is compared; the LF cannot occur in normal form. */
  String key(String source, String target) {
    return switch (this) {
      case PAIR -> source + '\n' + target;
      case SOURCE -> source;
      case TARGET -> target;
    };
  }
}
