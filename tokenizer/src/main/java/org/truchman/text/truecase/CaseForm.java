package org.truchman.text.truecase;

/** How the lower-case text of a word was written. */
public enum CaseForm {
  /** As it is. */
  AS_IS,
  /** With a capital first letter. */
  CAPITAL,
  /** In capital letters throughout. */
  UPPER
}
