package org.truchman.text.protect;

/** What becomes of a protected span. */
public enum ProtectionMode {
  /** It stays text, and no tokenizer splits it; the merges then spell it like a word. */
  UNSPLIT,
  /** It becomes a numbered placeholder, which a decoder copies, and comes back afterwards. */
  NUMBERED
}
