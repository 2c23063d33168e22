package org.truchman.seq2seq.config;

/** Whether a search takes the target pieces of a sentence from the model's lexicon. */
public enum ShortlistUse {
  /** Each sentence is searched over its own pieces; a model without a lexicon is refused. */
  ON,
  /** Every sentence is searched over all pieces. */
  OFF,
  /**
   * On, if the model has a lexicon and its BLEU on the validation set, which the training recorded,
   * is at most 0.1 below that of 32 bits over all pieces.
   */
  AUTO
}
